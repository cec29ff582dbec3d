/// The kinds of pictures, with what the bot writes about each behind the prompt.
enum Style: Hashable, Sendable {
    case imagine
    /// One picture out of a grid: 1 to 4.
    case image(Int)
    case variations(String?)
    case remix(String?)
    /// Left, Right, Up or Down.
    case pan(String)
    case zoom
    case upscaled(String?)

    /// Whether four pictures come of it.
    var isGrid: Bool {
        switch self {
        case .image, .upscaled: false
        default: true
        }
    }

    /// Whether it shows the same picture as the one it comes of.
    var keepsPicture: Bool { !isGrid }

    /// What stands between the prompt and the progress.
    /// - Parameters:
    ///   - user: who is named.
    ///   - isDone: whether it is finished.
    func words(user: String, isDone: Bool) -> String {
        let mention = "<@\(user)>"
        return switch self {
        case .imagine: mention
        case .image(let index): "Image #\(index) \(mention)"
        case .variations(let label): "Variations\(Self.bracket(label)) by \(mention)"
        case .remix(let label): "Remix\(Self.bracket(label)) by \(mention)"
        case .pan(let direction): "Pan \(direction) by \(mention)"
        case .zoom: "Zoom Out by \(mention)"
        case .upscaled(let label):
            "\(isDone ? "Upscaled" : "Upscaling")\(Self.bracket(label)) by \(mention)"
        }
    }

    private static func bracket(_ label: String?) -> String { label.map { " (\($0))" } ?? "" }
}
