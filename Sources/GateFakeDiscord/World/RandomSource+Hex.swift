import GateCore

extension RandomSource {
    /// Random hexadecimal digits.
    /// - Parameter words: how many times sixteen.
    func hex(words: Int) -> String {
        (0..<words).map { _ in next().hex }.joined()
    }
}

extension UInt64 {
    /// Sixteen hexadecimal digits.
    var hex: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
