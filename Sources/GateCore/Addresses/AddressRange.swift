/// A block of addresses, and what kind of place it is.
struct AddressRange {
    let prefix: [UInt8]
    let bits: Int
    let kind: AddressClass

    init(_ prefix: [UInt8], _ bits: Int, _ kind: AddressClass) {
        self.prefix = prefix
        self.bits = bits
        self.kind = kind
    }

    /// Whether `address` (of as many bytes as the range's family has) lies in the block.
    /// Bytes that the prefix leaves out are zero.
    func contains(_ address: [UInt8]) -> Bool {
        for (place, byte) in address.prefix((bits + 7) / 8).enumerated() {
            let left = bits - place * 8
            let mask: UInt8 = left >= 8 ? 0xFF : ~(0xFF >> UInt8(left))
            let wanted = place < prefix.count ? prefix[place] : 0
            if byte & mask != wanted & mask { return false }
        }
        return true
    }
}
