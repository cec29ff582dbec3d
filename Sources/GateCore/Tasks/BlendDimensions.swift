/// The shape of what `blend` makes.
public enum BlendDimensions: String, Sendable, Codable, CaseIterable {
    case portrait, square, landscape

    /// What the image bot takes for it.
    public var parameter: String {
        switch self {
        case .portrait: "--ar 2:3"
        case .square: "--ar 1:1"
        case .landscape: "--ar 3:2"
        }
    }
}
