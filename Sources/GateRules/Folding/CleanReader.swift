/// Reads a text as a person sees it: without accents and what cannot be seen, with
/// look-alikes of other scripts and compatibility forms as the letters they pass for, and
/// in lower case.
///
/// Its buffers are used again, so that a text allocates nothing once they have grown.
struct CleanReader {
    private let table = FoldingTable.shared
    private let characters: CharacterTable
    private let writer: CleanWriter
    private var census = ScriptCensus()

    /// - Parameter characters: tells words from everything else.
    init(characters: CharacterTable) {
        self.characters = characters
        writer = CleanWriter(characters: characters)
    }

    /// The reading; valid UTF-8. To be used before the next text is read.
    var bytes: UnsafeBufferPointer<UInt8> { writer.bytes }
    /// The way back to the text.
    var map: OffsetMap { writer.map }

    /// Reads a text.
    /// - Parameter text: valid UTF-8.
    /// - Returns: false when nothing but letter case would differ; then the reading is
    ///   not to be used.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress else { return false }
        let survey = survey(base, text.count)
        guard survey.hasChanges else { return false }
        writer.start(base, text.count)
        if survey.hasForeign {
            takeCensus(base, text.count)
            writeTokens(base, text.count)
        } else {
            var place = 0
            while place < text.count { place = writer.put(place, isDisguised: true) }
        }
        return !writer.map.changes.isEmpty
    }

    // MARK: What is in the text

    private func survey(
        _ base: UnsafePointer<UInt8>, _ count: Int
    ) -> (hasChanges: Bool, hasForeign: Bool) {
        let raw = UnsafeRawPointer(base)
        var hasChanges = false
        var place = 0
        while place < count {
            if place &+ 8 <= count {
                let chunk = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                if chunk.isPlainASCII {
                    place &+= 8
                    continue
                }
            }
            if base[place] >= 0x20, base[place] < 0x7F {
                place &+= 1
                continue
            }
            let (value, length) = CodePoint.decode(base + place)
            let entry = table[value]
            if entry.isForeign { return (true, true) }
            if entry.kind != .same { hasChanges = true }
            place &+= length
        }
        return (hasChanges, false)
    }

    private mutating func takeCensus(_ base: UnsafePointer<UInt8>, _ count: Int) {
        census = ScriptCensus()
        var place = 0
        while place < count {
            let (token, end) = token(base, place, count)
            census.add(token)
            place = end
        }
    }

    // MARK: Tokens

    private func writeTokens(_ base: UnsafePointer<UInt8>, _ count: Int) {
        var place = 0
        while place < count {
            let (token, end) = token(base, place, count)
            let isDisguised = census.isDisguised(token)
            while place < end { place = writer.put(place, until: end, isDisguised: isDisguised) }
        }
    }

    /// Looks at the letters from `start` to the first character that is none, which is taken
    /// in too.
    private func token(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int
    ) -> (token: ScriptCensus.Token, end: Int) {
        var token = ScriptCensus.Token()
        var place = start
        while place < count {
            let byte = base[place]
            if byte < 0x80 {
                place &+= 1
                if byte.isASCIILetter {
                    token.hasLatin = true
                } else if !byte.isASCIIDigit, byte == 0x20 || table[UInt32(byte)].kind == .same {
                    break
                }
                continue
            }
            let (value, length) = CodePoint.decode(base + place)
            place &+= length
            let entry = table[value]
            if entry.kind == .same ? !characters.entry(of: value).isWord : !entry.isPart { break }
            token.add(value, entry)
        }
        return (token, place)
    }
}
