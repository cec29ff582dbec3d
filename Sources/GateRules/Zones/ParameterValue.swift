/// The shape of a Midjourney parameter's value.
enum ParameterValue: Hashable {
    /// None: `--tile`.
    case nothing
    /// A number, which may be left out: `--niji 6`, `--v 6.1`, `--q .5`.
    case number
    /// Two numbers: `--ar 16:9`.
    case ratio
    /// One of these words.
    case word(Set<[UInt8]>)
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
        case .word(let words):
            return word.count <= 16 && words.contains(word.map { $0.lowercase })
        case .references:
            guard shape.takeReference() else { return false }
            if shape.isAtEnd { return true }
            return shape.take(":") && shape.take(":") && shape.takeWhole(5, fraction: 3)
                && shape.isAtEnd
        }
    }

    /// Whether the parameter means something only with a value. A bare `--ar` is harmless,
    /// but what follows it is then text.
    var repeats: Bool { self == .references }
}
