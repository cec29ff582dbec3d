struct PatternLiterals {
    enum Anchor { case wordPrefix, prefix, inside }
    let anchor = Anchor.inside; let literals: [[UInt8]] = []; let isWholeToken = false
    init(_ pattern: String) {}
}
