extension IPAddress {
    /// The address that `text` spells in the usual way: `192.0.2.1`, `2001:db8::1`. Nil for
    /// everything else, other spellings that some programs know (`127.1`, `0x7f000001`)
    /// included.
    public init?(_ text: String) {
        guard let bytes = text.contains(":") ? Self.six(text[...]) : Self.four(text[...]) else {
            return nil
        }
        self.init(bytes: bytes)
    }

    private static func four(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { part -> UInt8? in
            // A leading zero means octal to some.
            guard (1...3).contains(part.utf8.count), part == "0" || part.first != "0",
                part.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return UInt8(part)
        }
        return bytes.count == 4 ? bytes : nil
    }

    /// RFC 4291, 2.2: groups, one `::` for zeros, and maybe an IPv4 address at the end.
    private static func six(_ text: Substring) -> [UInt8]? {
        guard let gap = text.firstRange(of: "::") else {
            guard let bytes = groups(text), bytes.count == 16 else { return nil }
            return bytes
        }
        guard let head = groups(text[..<gap.lowerBound], isLast: false),
            let tail = groups(text[gap.upperBound...]), head.count + tail.count <= 14
        else { return nil }
        return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: Substring, isLast: Bool = true) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (place, part) in parts.enumerated() {
            if isLast, place == parts.count - 1, part.contains(".") {
                guard let four = four(part) else { return nil }
                bytes += four
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes
    }
}
