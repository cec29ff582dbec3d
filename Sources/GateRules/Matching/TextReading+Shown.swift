import GateCore

extension TextReading {
    /// The reading as admins are shown it.
    var shown: RuleTextReading {
        RuleTextReading(
            zone: zone.rawValue, undone: trace(0..<bytes.count).undone.names,
            isStrict: level == .strict, text: String(decoding: bytes, as: UTF8.self))
    }
}

extension FoldingSet {
    /// All of them, in the words of matches.
    fileprivate var names: [String] {
        let words: [(FoldingSet, Folding)] = [
            (.invisible, .invisible), (.width, .width), (.diacritic, .diacritic),
            (.confusable, .confusable), (.repeated, .repeated), (.leet, .leet),
            (.masked, .leet), (.spaced, .spaced),
        ]
        return words.filter { contains($0.0) }.map(\.1.rawValue).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }
}
