/// The values that a parameter may have, as settings write them: `0-1000`, or `1:3-3:1`.
struct ParameterRange: Hashable, Sendable {
    /// In the parameter's own words: `0` and `1000`.
    let lower: String
    let upper: String
    private let bounds: ClosedRange<Double>

    /// Nil when `text` is no range of values of that shape.
    init?(_ text: String, of shape: ParameterShape) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
            String($0).filter { !$0.isWhitespace }
        }
        guard let first = ends.first, let last = ends.last, ends.count <= 2,
            let lower = shape.measure(first), let upper = shape.measure(last), lower <= upper
        else { return nil }
        self.lower = first
        self.upper = last
        bounds = lower...upper
    }

    /// Whether that value lies in it.
    func contains(_ value: Double) -> Bool { bounds.contains(value) }

    /// For messages: `0 to 1000`.
    var words: String { lower == upper ? lower : "\(lower) to \(upper)" }
}
