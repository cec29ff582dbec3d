/// The shapes of patterns that authors of such lists write. Half of them begin with one of
/// a few whole words, a fifth with the beginning of a word, and the rest anywhere.
enum PatternShape: CaseIterable {
    case inflected, lookahead, alternatives, distant, leet
    case wordStart, masked
    case wordEnd, anywhere, joined

    /// The pattern, and a text that it finds.
    /// - Parameters:
    ///   - first: a word that only the rules have, of four ASCII letters or more.
    ///   - second: another.
    ///   - third: and another.
    func pattern(_ first: String, _ second: String, _ third: String) -> (String, sample: String) {
        let head = first.prefix(2)
        let middle = first.dropFirst(2).prefix(1)
        let tail = first.dropFirst(3)
        return switch self {
        case .inflected:
            (#"\b\#(first)(?:ing|ed)?\s+(?:a\s+)?\#(second)\w*"#, "\(first)ed a \(second)s")
        case .lookahead: (#"\b\#(first)(?=\s+(?:the\s+)?\#(second)\b)"#, "\(first) the \(second)")
        case .alternatives: (#"\b(?:\#(first)|\#(second)|\#(third))(?:s|es)?\b"#, "\(second)es")
        case .distant: (#"\b\#(first)\b.{0,20}\b\#(second)\b"#, "\(first) or rather \(second)")
        case .leet: (#"\b\#(head)[\#(middle)01345]\#(tail)[s5]?\b"#, "\(head)4\(tail)s")
        case .wordStart: (#"\b\#(first)\w+"#, "\(first)ish")
        case .masked: (#"\b\#(head)[\#(middle)*@]+\#(tail)\b"#, "\(head)**\(tail)")
        case .wordEnd: (#"\w*\#(first)\b"#, "over\(first)")
        case .anywhere: (#"\#(first)\w*"#, "un\(first)able")
        case .joined: (#"\#(first)[\s_-]?\#(second)"#, "\(first)-\(second)")
        }
    }
}
