import GateCore

/// Reads the mask of `vary_region`: a PNG or WebP image in base64, within bounds.
enum MaskField {
    /// The longest text; a mask of two colours is far shorter.
    static let cap = 384 << 10
    /// The longest body that holds one.
    static let bodyCap = cap + (64 << 10)

    private static let shape = FieldShape(
        words: "a PNG or WebP image in base64, of up to \(cap >> 10) KiB"
    ) { $0.utf8.count <= cap && isMask(plain($0)) }

    /// The member `mask`, without a `data:` address before it.
    static func read(_ fields: inout FieldReader) -> String? {
        fields.string("mask", shape, required: true).map { String(plain($0)) }
    }

    private static func plain(_ text: String) -> Substring {
        for kind in ["png", "webp"] {
            let start = "data:image/\(kind);base64,"
            if text.hasPrefix(start) { return text.dropFirst(start.count) }
        }
        return text[...]
    }

    private static func isMask(_ text: Substring) -> Bool {
        guard let head = head(of: text), let kind = ImageKind(head: head) else { return false }
        return kind == .png || kind == .webp
    }

    /// The first 12 bytes of what is base64 throughout; nil for what is not.
    private static func head(of text: Substring) -> [UInt8]? {
        let digits = Array(text.utf8)
        let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard digits.count.isMultiple(of: 4), digits.count >= 64, padding <= 2 else { return nil }
        var head: [UInt8] = []
        var bits: UInt32 = 0
        for (place, digit) in digits.dropLast(padding).enumerated() {
            guard let value = value(digit) else { return nil }
            guard place < 16 else { continue }
            bits = bits << 6 | value
            if place % 4 == 3 {
                head += [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
                bits = 0
            }
        }
        return head
    }

    private static func value(_ digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
