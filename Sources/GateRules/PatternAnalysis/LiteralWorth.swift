import Glibc

/// How well literals tell texts apart: the fewer texts hold one of them, the better.
struct LiteralWorth {
    /// Whether every literal has two bytes at least.
    let isUsable: Bool
    /// About the negative logarithm of the share of places where one of them stands.
    let value: Double

    init(of literals: LiteralSets.Strings) {
        var share = 0.0
        var shortest = Int.max
        for literal in literals {
            let bytes = literal.filter { $0 != LiteralSets.boundary }
            shortest = min(shortest, bytes.count)
            // Text is no random sequence: what follows is half known from what precedes.
            let weight = bytes.prefix(12).reduce(0) { $0 + Self.weight(of: $1) } * 0.7
            share += exp(-weight)
        }
        isUsable = !literals.isEmpty && shortest >= 2 && shortest < .max
        value = isUsable ? -log(share) : 0
    }

    private static let common = Set("etaoinsrhl ".utf8)
    private static let usual = Set("ducmfywgpb".utf8)

    private static func weight(of byte: UInt8) -> Double {
        if byte >= 0x80 { return 2.5 }
        if common.contains(byte) { return 2.7 }
        return usual.contains(byte) ? 4 : 5.5
    }
}
