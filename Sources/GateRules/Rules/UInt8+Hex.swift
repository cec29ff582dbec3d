extension UInt8 {
    /// Two lower-case hexadecimal digits.
    var hex: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
