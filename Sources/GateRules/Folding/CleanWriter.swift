/// Writes the clean reading of a text, code point by code point, and remembers what it
/// changed.
///
/// Not `Sendable`: belongs to one judgement at a time.
final class CleanWriter {
    /// The way back to the text.
    private(set) var map = OffsetMap()

    private let table = FoldingTable.shared
    private let characters: CharacterTable
    private var output = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
    private var capacity = 64
    private var count = 0
    /// The text.
    private var base: UnsafePointer<UInt8>
    private var end = 0

    /// - Parameter characters: tells words from everything else.
    init(characters: CharacterTable) {
        self.characters = characters
        base = UnsafePointer(output)
    }

    deinit { output.deallocate() }

    /// What was written.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: output, count: count) }

    /// Begins with a text, forgetting the one before.
    /// - Parameters:
    ///   - base: valid UTF-8; must stay until it is written.
    ///   - end: its length.
    func start(_ base: UnsafePointer<UInt8>, _ end: Int) {
        self.base = base
        self.end = end
        count = 0
        map.removeAll()
        // The longest reading has eight bytes for three; hidden words get spaces around.
        let most = end * 3 + 64
        guard most > capacity else { return }
        output.deallocate()
        output = .allocate(capacity: most)
        capacity = most
    }

    /// Writes what stands at `place`; answers where it goes on. Runs of ASCII are taken
    /// eight bytes at a time.
    /// - Parameters:
    ///   - limit: no byte from here on is taken; the end of the text if nil.
    ///   - isDisguised: whether letters of other scripts are read as Latin ones.
    @inline(__always)
    func put(_ place: Int, until limit: Int? = nil, isDisguised: Bool) -> Int {
        let byte = base[place]
        if byte >= 0x80 { return putWide(place, isDisguised) }
        let limit = limit ?? end
        if place &+ 8 <= limit {
            let chunk = UnsafeRawPointer(base).loadUnaligned(
                fromByteOffset: place, as: UInt64.self)
            let length = chunk.plainASCIILength
            if length > 0 {
                UnsafeMutableRawPointer(output + count).storeBytes(
                    of: chunk.lowercasedASCII, as: UInt64.self)
                count &+= length
                return place &+ length
            }
        }
        if byte < 0x20 || byte == 0x7F { return putWide(place, isDisguised) }
        output[count] = byte.lowercase
        count &+= 1
        return place &+ 1
    }

    // MARK: One code point

    private func putWide(_ place: Int, _ isDisguised: Bool) -> Int {
        let (value, length) = CodePoint.decode(base + place)
        let entry = table[value]
        if entry.kind == .same || (entry.isForeign && !isDisguised) {
            putFolded(value, place, length)
            return place &+ length
        }
        if HiddenWord.range.contains(value) { return putHidden(place) }
        let start = count
        UnsafeMutableRawPointer(output + count).copyMemory(
            from: table.reading(of: entry), byteCount: 8)
        count &+= Int(entry.count)
        map.append(start..<count, from: place..<place &+ length, FoldingSet(entry.kind))
        return place &+ length
    }

    private func putFolded(_ value: UInt32, _ place: Int, _ length: Int) {
        let entry = characters.entry(of: value)
        let start = count
        let folded = entry.isWord ? entry.folded : value
        count &+= CodePoint.encode(folded, to: output + count)
        if count &- start != length {
            map.append(start..<count, from: place..<place &+ length, [])
        }
    }

    // MARK: Tag characters

    /// Leaves out a run of tag characters, unless it holds a word of its own.
    private func putHidden(_ place: Int) -> Int {
        let run = HiddenWord(base, place, end)
        let isInWord = hasWordBefore(place) && hasWordBehind(run.end)
        guard run.letters > 2, !isInWord, !isFlag(place) else {
            map.append(count..<count, from: place..<run.end, .invisible)
            return run.end
        }
        if hasWordBefore(place) { putBlank(place) }
        for tag in stride(from: place, to: run.end, by: 4) {
            let start = count
            if let byte = HiddenWord.letter(base + tag) {
                output[count] = byte
                count &+= 1
            }
            map.append(start..<count, from: tag..<tag &+ 4, .invisible)
        }
        if hasWordBehind(run.end) { putBlank(run.end) }
        return run.end
    }

    private func putBlank(_ place: Int) {
        output[count] = 0x20
        count &+= 1
        map.append(count &- 1..<count, from: place..<place, .invisible)
    }

    private func hasWordBefore(_ place: Int) -> Bool {
        guard count > 0 else { return false }
        let last = output[count &- 1]
        return last >= 0x80 || last.isASCIILetter || last.isASCIIDigit
    }

    private func hasWordBehind(_ place: Int) -> Bool {
        guard place < end else { return false }
        let (value, _) = CodePoint.decode(base + place)
        let entry = table[value]
        return entry.kind == .same ? characters.entry(of: value).isWord : entry.isPart
    }

    /// Whether the tags spell which region's flag the black flag before them is.
    private func isFlag(_ place: Int) -> Bool {
        place >= 4 && CodePoint.decode(base + place - 4).value == 0x1F3F4
    }
}

extension FoldingSet {
    fileprivate init(_ kind: FoldingTable.Kind) {
        switch kind {
        case .same: self = []
        case .invisible: self = .invisible
        case .width: self = .width
        case .diacritic: self = .diacritic
        case .confusable, .passing, .faux: self = .confusable
        }
    }
}
