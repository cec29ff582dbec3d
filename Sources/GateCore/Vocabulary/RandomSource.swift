/// Where randomness comes from. A parameter everywhere, so that a test can replay a run.
public protocol RandomSource: Sendable {
    /// Sixty-four independent, uniform bits.
    func next() -> UInt64
}

extension RandomSource {
    /// A uniform fraction in `0..<1`, with 53 bits, as jitter needs it.
    public func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// `count` characters of `0-9a-z`, 5.17 bits each.
    public func token(_ count: Int) -> String {
        let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyz")
        return String((0..<count).map { _ in alphabet[Int(next() % 36)] })
    }
}

/// The operating system's generator (`getrandom`), fit for keys and secrets.
public struct SystemRandom: RandomSource {
    public init() {}

    public func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
