/// The shape of a Midjourney parameter's value.
enum ParameterValue: Hashable, BitwiseCopyable {
    /// None: `--tile`.
    case nothing
    /// A number, which may be left out: `--niji 6`, `--v 6.1`, `--q .5`.
    case number
    /// Two numbers: `--ar 16:9`.
    case ratio
    /// One of the words that `--style` takes, or `--motion`.
    case style, motion
    /// Addresses, numbers, `random`, or codes of letters and at least one digit: any
    /// number of them, each with a weight (`--sref 123::2 456`, `--p abc12de`).
    case references

    /// Whether a parameter of this kind goes on with `word`.
    func takes(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        var shape = ValueShape(word)
        switch self {
        case .nothing: return false
        case .number: return shape.takeNumber(whole: 12, fraction: 6) && shape.isAtEnd
        case .ratio:
            return shape.takeWhole(5, fraction: 3) && (shape.take(":") || shape.take("x"))
                && shape.takeWhole(5, fraction: 3) && shape.isAtEnd
        case .style: return ParameterName(word[...]).map(Self.styles.contains) ?? false
        case .motion: return ParameterName(word[...]).map(Self.motions.contains) ?? false
        case .references:
            guard shape.takeReference() else { return false }
            if shape.isAtEnd { return true }
            return shape.take(":") && shape.take(":") && shape.takeWhole(5, fraction: 3)
                && shape.isAtEnd
        }
    }

    private static let styles: [ParameterName] = [
        "raw", "cute", "expressive", "original", "scenic", "4a", "4b", "4c",
    ]
    private static let motions: [ParameterName] = ["low", "high"]

    /// Whether the parameter means something only with a value. A bare `--ar` is harmless,
    /// but what follows it is then text.
    var repeats: Bool { self == .references }
}
