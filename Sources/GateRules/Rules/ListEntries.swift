/// The entries of a word list. A hundred thousand of them are kept as places in the file's
/// bytes, 12 bytes each, and made into terms when somebody asks.
struct ListEntries: RandomAccessCollection, Sendable, Hashable {
    /// Where an entry stands, and what is known of it.
    struct Place: Sendable, Hashable {
        var offset: UInt32
        var line: UInt32
        var length: UInt16
        /// ASCII letters and digits, with single spaces between words.
        var isPlain: Bool
        /// Another entry's slug has the same short hash.
        var needsLongSlug = false
    }

    /// The list's file.
    let bytes: [UInt8]
    private(set) var places: [Place] = []

    init(of bytes: [UInt8]) { self.bytes = bytes }

    mutating func append(_ place: Place) { places.append(place) }

    var startIndex: Int { 0 }
    var endIndex: Int { places.count }

    subscript(number: Int) -> ListEntry {
        ListEntry(
            slug: slug(at: number), term: term(at: number), line: Int(places[number].line))
    }

    /// The name of the entry.
    func slug(at number: Int) -> String {
        let place = places[number]
        guard place.isPlain else {
            return EntrySlug.of(term(at: number), isLong: place.needsLongSlug)
        }
        let bytes = bytes[Int(place.offset)..<Int(place.offset) + Int(place.length)]
        return String(
            decoding: bytes.map { $0 == 0x20 ? 0x2D : $0.lowercase }, as: UTF8.self)
    }

    /// The entry as its author wrote it.
    func written(at number: Int) -> String {
        let place = places[number]
        let start = Int(place.offset)
        return String(decoding: bytes[start..<start + Int(place.length)], as: UTF8.self)
    }

    /// Whether the entry, one word of ASCII letters and digits, is written in just these
    /// bytes; nil for any other entry.
    func isWord(at number: Int, _ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool? {
        let place = places[number]
        guard place.isPlain else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            let entry = bytes[Int(place.offset)..<Int(place.offset) + Int(place.length)]
            return entry.contains(0x20) ? nil : entry.elementsEqual(word)
        }
    }

    /// What the entry asks the text for.
    func term(at number: Int) -> Term {
        let written = written(at: number)
        // It was read without a fault before. Should it not be read again, a pattern that
        // does not compile makes every text that asks for it undecided.
        guard let table = try? CharacterTable.shared.get(),
            let term = try? EntryParser(EntryLine(written), table: table, isChecked: true).term()
        else { return Term(written: written, form: .pattern("(")) }
        return term
    }
}
