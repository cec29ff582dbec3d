/// Random numbers that are the same on every machine and in every run: SplitMix64
/// (Steele, Lea, Flood, 2014).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 64 random bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// At least 0, less than 1.
    mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// At least 0, less than `end`.
    mutating func below(_ end: Int) -> Int { Int(next() % UInt64(end)) }

    /// True this often.
    mutating func comes(_ probability: Double) -> Bool { fraction() < probability }

    /// Any one of these.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// From the normal distribution: the sum of twelve evenly distributed numbers is near
    /// enough, and needs no function of the C library, whose last digits differ.
    mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += fraction() }
        return sum
    }
}
