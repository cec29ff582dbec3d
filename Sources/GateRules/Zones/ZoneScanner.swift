import CLanes

/// Walks through a prompt once and notes the parts that are not text.
struct ZoneScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place: Int
    private var parts: [PromptZones.Part]
    /// The end of the last part.
    private var partEnd = 0

    /// - Parameters:
    ///   - bytes: the prompt, valid UTF-8.
    ///   - place: the first sign.
    ///   - parts: memory to use; empty.
    init(_ bytes: UnsafeBufferPointer<UInt8>, from place: Int, into parts: [PromptZones.Part]) {
        self.bytes = bytes
        self.place = place
        self.parts = parts
    }

    /// All parts that are not text, in order.
    mutating func scan() -> [PromptZones.Part] {
        while let sign = Self.nextSign(in: bytes, from: place) {
            place = sign
            let isTaken =
                bytes[place] == 0x3A ? takeAddress() || takeWeight() : takeParameter()
            if !isTaken { place += 1 }
        }
        return parts
    }

    // MARK: Signs

    /// The next place where a part may be: two hyphens, a long dash, two colons, or a colon
    /// and a slash. Plain text, which has none, is read 64 bytes at a time.
    static func nextSign(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let last = bytes.count &- 1
        var place = start
        while place &+ 64 < bytes.count {
            if let sign = firstSign(pg_sign_lanes(base + place), base + place) {
                return place &+ sign
            }
            place &+= 64
        }
        guard place < last else { return nil }
        if last < 64 { return nextSign(inShort: bytes, from: place) }
        // The last 64 bytes that have one behind them, but for those that were seen.
        let final = last &- 64
        let unseen = UInt64.max &<< UInt64(truncatingIfNeeded: place &- final)
        return firstSign(pg_sign_lanes(base + final) & unseen, base + final).map { final &+ $0 }
    }

    /// The first of these bytes that is a sign together with the one behind it.
    @inline(__always)
    private static func firstSign(_ signs: UInt64, _ base: UnsafePointer<UInt8>) -> Int? {
        var signs = signs
        while signs != 0 {
            let sign = signs.trailingZeroBitCount
            if isSign(base[sign], base[sign &+ 1]) { return sign }
            signs &= signs &- 1
        }
        return nil
    }

    /// The same in fewer than 65 bytes.
    private static func nextSign(
        inShort bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var place = start
        while place &+ 16 < bytes.count {
            if let sign = firstSign(pg_sign_lanes16(base + place), base + place) {
                return place &+ sign
            }
            place &+= 16
        }
        while place < bytes.count &- 1 {
            if isSign(base[place], base[place &+ 1]) { return place }
            place &+= 1
        }
        return nil
    }

    @inline(__always)
    private static func isSign(_ byte: UInt8, _ next: UInt8) -> Bool {
        switch byte {
        case 0x2D: next == 0x2D
        case 0x3A: next == 0x3A || next == 0x2F
        case 0xE2: next == 0x80
        default: false
        }
    }

    // MARK: Parameters

    private mutating func takeParameter() -> Bool {
        guard let (name, nameEnd) = parameterName(at: place) else { return false }
        if name == MidjourneyParameter.negative {
            note(.parameters, through: nameEnd)
            note(.negative, through: nextParameter(after: nameEnd))
            return true
        }
        guard let value = MidjourneyParameter.value(of: name) else { return false }
        var end = nameEnd
        while let next = valueEnd(of: value, after: end) {
            end = next
            if !value.repeats { break }
        }
        note(.parameters, through: end)
        return true
    }

    /// The name of the parameter that begins at `start`, and its end. Two hyphens or, as
    /// telephones write them, one long dash, behind white space or nothing.
    private func parameterName(at start: Int) -> (name: ParameterName, end: Int)? {
        guard let nameStart = dashEnd(at: start), start == 0 || isSpace(endingAt: start) else {
            return nil
        }
        var end = nameStart
        while end < bytes.count, end - nameStart < ParameterName.longest, bytes[end].isASCIILetter {
            end += 1
        }
        guard end == bytes.count || spaceEnd(at: end) != nil,
            let name = ParameterName(bytes[nameStart..<end])
        else { return nil }
        return (name, end)
    }

    private func dashEnd(at start: Int) -> Int? {
        if bytes[start] == 0x2D {
            return start + 1 < bytes.count && bytes[start + 1] == 0x2D ? start + 2 : nil
        }
        // U+2013 and U+2014.
        guard bytes[start] == 0xE2, start + 2 < bytes.count, bytes[start + 1] == 0x80 else {
            return nil
        }
        return bytes[start + 2] == 0x93 || bytes[start + 2] == 0x94 ? start + 3 : nil
    }

    /// The end of the value that follows `place`, when it has the right shape.
    private func valueEnd(of value: ParameterValue, after place: Int) -> Int? {
        guard value != .nothing else { return nil }
        var start = place
        while let next = spaceEnd(at: start) { start = next }
        var end = start
        while end < bytes.count, spaceEnd(at: end) == nil { end += 1 }
        guard end > start, value.takes(UnsafeBufferPointer(rebasing: bytes[start..<end])) else {
            return nil
        }
        return end
    }

    /// Where the next parameter begins, known or not: there a `--no` list ends.
    private func nextParameter(after start: Int) -> Int {
        var place = start
        while place < bytes.count {
            if bytes[place] == 0x2D || bytes[place] == 0xE2, parameterName(at: place) != nil {
                break
            }
            place += 1
        }
        return place
    }

    // MARK: Addresses

    /// An address begins a word and ends at white space, or at anything but ASCII: a
    /// sentence in Chinese may follow without a space.
    private mutating func takeAddress() -> Bool {
        guard let start = schemeStart, start >= partEnd,
            start == 0 || !isWordByte(bytes[start - 1])
        else { return false }
        let hostStart = place + 3
        var end = hostStart
        while end < bytes.count, (0x21..<0x7F).contains(bytes[end]),
            bytes[end] != UInt8(ascii: "<"), bytes[end] != UInt8(ascii: ">")
        {
            end += 1
        }
        guard isHost(hostStart..<end) else { return false }
        place = start
        note(.url, through: end)
        return true
    }

    /// The beginning of `https` or `http`, when that stands before `://` here.
    private var schemeStart: Int? {
        func precedes(_ scheme: StaticString) -> Bool {
            let count = scheme.utf8CodeUnitCount
            guard place >= count else { return false }
            return (0..<count).allSatisfy {
                bytes[place - count + $0].lowercase == scheme.utf8Start[$0]
            }
        }
        guard place + 2 < bytes.count, bytes[place + 1] == 0x2F, bytes[place + 2] == 0x2F else {
            return nil
        }
        return precedes("https") ? place - 5 : precedes("http") ? place - 4 : nil
    }

    /// Whether the address names a host with a dot between two names: `http://nude` is no
    /// address.
    private func isHost(_ range: Range<Int>) -> Bool {
        var labels = 0
        var length = 0
        for place in range {
            let byte = bytes[place]
            if byte == UInt8(ascii: ".") {
                guard length > 0 else { return false }
                labels += 1
                length = 0
            } else if isWordByte(byte) || byte == UInt8(ascii: "-") {
                length += 1
            } else {
                guard "/?#:".utf8.contains(byte) else { return false }
                break
            }
        }
        return labels > 0 && length > 0
    }

    // MARK: Weights

    /// The number behind `::`. The colons stay, because they part concepts.
    private mutating func takeWeight() -> Bool {
        guard place + 1 < bytes.count, bytes[place + 1] == 0x3A else { return false }
        place += 2
        var end = place
        if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
        while end < bytes.count, bytes[end].isASCIIDigit || bytes[end] == UInt8(ascii: ".") {
            end += 1
        }
        if bytes[place..<end].contains(where: \.isASCIIDigit) { note(.parameters, through: end) }
        return true
    }

    // MARK: Bytes

    private mutating func note(_ zone: PromptZone, through end: Int) {
        parts.append(PromptZones.Part(zone: zone, range: place..<end))
        place = end
        partEnd = end
    }

    private func isWordByte(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte.isASCIIDigit }

    /// The end of the white space character at `start`, if there is one: ASCII's, the
    /// no-break space and the spaces of general punctuation and CJK.
    private func spaceEnd(at start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        if bytes[start] == 0x20 || (0x09...0x0D).contains(bytes[start]) { return start + 1 }
        if bytes[start] < 0x80 { return nil }
        let second = start + 1 < bytes.count ? bytes[start + 1] : 0
        if bytes[start] == 0xC2 { return second == 0xA0 ? start + 2 : nil }
        let third = start + 2 < bytes.count ? bytes[start + 2] : 0
        let isWide =
            switch (bytes[start], second) {
            case (0xE3, 0x80): third == 0x80
            case (0xE2, 0x80):
                (0x80...0x8B).contains(third) || [0xA8, 0xA9, 0xAF].contains(third)
            default: false
            }
        return isWide ? start + 3 : nil
    }

    private func isSpace(endingAt end: Int) -> Bool {
        if end > 0, bytes[end - 1] == 0x20 { return true }
        return (1...3).contains { length in end >= length && spaceEnd(at: end - length) == end }
    }
}
