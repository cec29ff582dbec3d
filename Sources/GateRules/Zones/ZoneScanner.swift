/// Walks through a prompt once and notes the parts that are not text.
struct ZoneScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var parts: [PromptZones.Part] = []

    /// - Parameter bytes: the prompt, valid UTF-8.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// All parts that are not text, in order.
    mutating func scan() -> [PromptZones.Part] {
        while place < bytes.count {
            if !takeParameter() && !takeAddress() && !takeWeight() { place += 1 }
        }
        return parts
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

    /// The name of the parameter that begins at `start`, in lower case, and its end. Two
    /// hyphens or, as telephones write them, one long dash, behind white space or nothing.
    private func parameterName(at start: Int) -> (name: String, end: Int)? {
        guard start == 0 || isSpace(endingAt: start), let nameStart = dashEnd(at: start) else {
            return nil
        }
        var end = nameStart
        while end < bytes.count, end - nameStart < 16, isLetter(bytes[end]) { end += 1 }
        guard end > nameStart, end == bytes.count || spaceEnd(at: end) != nil else { return nil }
        return (lowercased(nameStart..<end), end)
    }

    private func dashEnd(at start: Int) -> Int? {
        if starts(with: [0x2D, 0x2D], at: start) { return start + 2 }
        // U+2013 and U+2014.
        if starts(with: [0xE2, 0x80, 0x93], at: start) { return start + 3 }
        return starts(with: [0xE2, 0x80, 0x94], at: start) ? start + 3 : nil
    }

    /// The end of the value that follows `place`, when it has the right shape.
    private func valueEnd(of value: ParameterValue, after place: Int) -> Int? {
        guard value != .nothing else { return nil }
        var start = place
        while let next = spaceEnd(at: start) { start = next }
        var end = start
        while end < bytes.count, spaceEnd(at: end) == nil { end += 1 }
        guard end > start, value.takes(lowercased(start..<end)[...]) else { return nil }
        return end
    }

    /// Where the next parameter begins, known or not: there a `--no` list ends.
    private func nextParameter(after start: Int) -> Int {
        var place = start
        while place < bytes.count, parameterName(at: place) == nil { place += 1 }
        return place
    }

    // MARK: Addresses

    /// An address begins a word and ends at white space, or at anything but ASCII: a
    /// sentence in Chinese may follow without a space.
    private mutating func takeAddress() -> Bool {
        guard place == 0 || !isWordByte(bytes[place - 1]),
            let hostStart = schemeEnd("https://") ?? schemeEnd("http://")
        else { return false }
        var end = hostStart
        while end < bytes.count, (0x21..<0x7F).contains(bytes[end]),
            bytes[end] != UInt8(ascii: "<"), bytes[end] != UInt8(ascii: ">")
        {
            end += 1
        }
        guard isHost(hostStart..<end) else { return false }
        note(.url, through: end)
        return true
    }

    /// The end of `scheme`, when it stands here.
    private func schemeEnd(_ scheme: String) -> Int? {
        let end = place + scheme.utf8.count
        return end <= bytes.count && lowercased(place..<end) == scheme ? end : nil
    }

    /// Whether the address names a host with a dot: `http://nude` is no address.
    private func isHost(_ range: Range<Int>) -> Bool {
        let host = lowercased(range).prefix { !"/?#:".contains($0) }
        return host.wholeMatch(of: /[a-z0-9-]+(\.[a-z0-9-]+)+/) != nil
    }

    // MARK: Weights

    /// The number behind `::`. The colons stay, because they part concepts.
    private mutating func takeWeight() -> Bool {
        guard starts(with: [0x3A, 0x3A], at: place) else { return false }
        place += 2
        var end = place
        if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
        while end < bytes.count, isDigit(bytes[end]) || bytes[end] == UInt8(ascii: ".") { end += 1 }
        if bytes[place..<end].contains(where: isDigit) { note(.parameters, through: end) }
        return true
    }

    // MARK: Bytes

    private mutating func note(_ zone: PromptZone, through end: Int) {
        parts.append(PromptZones.Part(zone: zone, range: place..<end))
        place = end
    }

    private func starts(with wanted: [UInt8], at start: Int) -> Bool {
        bytes[start...].starts(with: wanted)
    }

    private func lowercased(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self).lowercased()
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    /// The end of the white space character at `start`, if there is one: ASCII's, the
    /// no-break space and the spaces of general punctuation and CJK.
    private func spaceEnd(at start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        if bytes[start] == 0x20 || (0x09...0x0D).contains(bytes[start]) { return start + 1 }
        if starts(with: [0xC2, 0xA0], at: start) { return start + 2 }
        let isWide =
            starts(with: [0xE3, 0x80, 0x80], at: start)
            || (starts(with: [0xE2, 0x80], at: start) && start + 2 < bytes.count
                && ((0x80...0x8B).contains(bytes[start + 2])
                    || [0xA8, 0xA9, 0xAF].contains(bytes[start + 2])))
        return isWide ? start + 3 : nil
    }

    private func isSpace(endingAt end: Int) -> Bool {
        (1...3).contains { length in end >= length && spaceEnd(at: end - length) == end }
    }
}
