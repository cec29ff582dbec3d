/// The keys of the index: five ways in which a token of the text can call for a phrase.
enum TokenKey {
    /// The phrase's first word is this token.
    static func whole(_ token: Token) -> UInt64 { mix(token.hash, 1) }

    /// The phrase's first two words are these tokens.
    static func pair(_ first: Token, _ second: Token) -> UInt64 {
        mix(mix(first.hash, 2) ^ second.hash, 3)
    }

    /// The phrase's first word begins like this token; of `length` 2 or 3 code points.
    static func prefix(_ token: Token, length: Int) -> UInt64? {
        guard token.count >= length else { return nil }
        let surplus = min(token.count, 3) - length
        return mix(token.head >> UInt64(21 * surplus), 2 + UInt64(length) * 2)
    }

    /// The phrase's first word ends like this token; of `length` 2 or 3 code points.
    static func suffix(_ token: Token, length: Int) -> UInt64? {
        guard token.count >= length else { return nil }
        return mix(token.tail & (1 << UInt64(21 * length) - 1), 3 + UInt64(length) * 2)
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood, 2014), after a seed for each kind.
    private static func mix(_ value: UInt64, _ kind: UInt64) -> UInt64 {
        var mixed = value &+ kind &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
