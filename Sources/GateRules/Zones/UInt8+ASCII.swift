extension UInt8 {
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    var isASCIIDigit: Bool { self &- 0x30 < 10 }
    /// The lower-case letter, for an ASCII letter; else the byte itself.
    var lowercase: UInt8 { isASCIILetter ? self | 0x20 : self }
}
