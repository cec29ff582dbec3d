/// Reads a text as a person sees it: without accents and what cannot be seen, with
/// look-alikes of other scripts and compatibility forms as the letters they pass for, and
/// in lower case.
///
/// Its buffers are used again, so that a text allocates nothing once they have grown.
struct CleanReader {
    /// The reading; valid UTF-8.
    private(set) var bytes: [UInt8] = []
    /// The way back to the text.
    private(set) var map = OffsetMap()

    private let table = FoldingTable.shared
    private let characters: CharacterTable
    private var census = ScriptCensus()

    /// - Parameter characters: tells words from everything else.
    init(characters: CharacterTable) { self.characters = characters }

    /// Reads a text.
    /// - Parameter text: valid UTF-8.
    /// - Returns: false when nothing but letter case would differ; then the reading is
    ///   not to be used.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        map.removeAll()
        guard let base = text.baseAddress, take(stock(of: base, text.count)) else { return false }
        bytes.reserveCapacity(text.count * 4 + 16)
        var place = 0
        while place < text.count {
            if base[place] < 0x80, !base[place].isASCIILetter {
                bytes.append(base[place])
                place += 1
            } else {
                place = readToken(base, place, text.count)
            }
        }
        return !map.changes.isEmpty
    }

    // MARK: What is in the text

    /// What a first look finds.
    private struct Stock {
        var hasChanges = false
        var hasOtherScripts = false
    }

    private func stock(of base: UnsafePointer<UInt8>, _ count: Int) -> (Stock, ScriptCensus) {
        var stock = Stock()
        var census = ScriptCensus()
        var token = ScriptCensus.Token()
        var place = 0
        while place < count {
            if base[place] < 0x80 {
                if base[place].isASCIILetter {
                    token.hasLatin = true
                } else if !base[place].isASCIIDigit {
                    census.add(token)
                    token = ScriptCensus.Token()
                }
                place += 1
                continue
            }
            let (value, length) = CodePoint.decode(base + place)
            place += length
            let kind = table[value].kind
            if kind != .same { stock.hasChanges = true }
            if isPart(value, kind) {
                if isLetter(value, kind) { token.add(value, kind) }
            } else {
                census.add(token)
                token = ScriptCensus.Token()
            }
        }
        census.add(token)
        return (stock, census)
    }

    private mutating func take(_ found: (stock: Stock, census: ScriptCensus)) -> Bool {
        census = found.census
        return found.stock.hasChanges
    }

    // MARK: Tokens

    /// Whether a code point goes on a token, rather than ending it.
    @inline(__always)
    private func isPart(_ value: UInt32, _ kind: FoldingTable.Kind) -> Bool {
        kind == .invisible || isLetter(value, kind) || kind == .diacritic
    }

    @inline(__always)
    private func isLetter(_ value: UInt32, _ kind: FoldingTable.Kind) -> Bool {
        switch kind {
        case .confusable, .passing: true
        case .same: characters.entry(of: value).isWord
        case .invisible, .width, .diacritic: false
        }
    }

    /// Reads letters up to the next character that is none; answers where it stands.
    private mutating func readToken(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int
    ) -> Int {
        var token = ScriptCensus.Token()
        var end = start
        while end < count {
            if base[end] < 0x80 {
                if base[end].isASCIILetter { token.hasLatin = true }
                if !base[end].isASCIILetter, !base[end].isASCIIDigit { break }
                end += 1
                continue
            }
            let (value, length) = CodePoint.decode(base + end)
            let kind = table[value].kind
            if !isPart(value, kind) {
                if end == start { end += length }
                break
            }
            if isLetter(value, kind) { token.add(value, kind) }
            end += length
        }
        let isDisguised = census.isDisguised(token)
        var place = start
        while place < end {
            if base[place] < 0x80 {
                bytes.append(base[place].lowercase)
                place += 1
            } else {
                place += put(base, place, isDisguised: isDisguised)
            }
        }
        return end
    }

    /// Writes one code point beyond ASCII; answers how many bytes it had.
    private mutating func put(
        _ base: UnsafePointer<UInt8>, _ place: Int, isDisguised: Bool
    ) -> Int {
        let (value, length) = CodePoint.decode(base + place)
        let entry = table[value]
        let isOther = entry.kind == .confusable || entry.kind == .passing
        let isPlain = entry.kind == .same || (isOther && !isDisguised)
        let start = bytes.count
        if isPlain {
            let folded = characters.entry(of: value)
            if folded.isWord, folded.folded != value, let scalar = Unicode.Scalar(folded.folded) {
                bytes.append(contentsOf: String(scalar).utf8)
                if bytes.count - start != length {
                    map.append(start..<bytes.count, from: place..<place + length, [])
                }
            } else {
                bytes.append(contentsOf: UnsafeBufferPointer(start: base + place, count: length))
            }
            return length
        }
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: table.reading(of: entry), count: Int(entry.count)))
        map.append(start..<bytes.count, from: place..<place + length, Self.folding(entry.kind))
        return length
    }

    private static func folding(_ kind: FoldingTable.Kind) -> FoldingSet {
        switch kind {
        case .same: []
        case .invisible: .invisible
        case .width: .width
        case .diacritic: .diacritic
        case .confusable, .passing: .confusable
        }
    }
}
