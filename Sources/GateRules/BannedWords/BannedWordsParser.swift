import GateCore

/// Reads a word list such as `banned_words.txt`, whose header tells the format.
struct BannedWordsParser {
    /// The id of the list that `banned_words.txt` is.
    static let listID = "midjourney-banned"
    /// The traits of that list's rules, where no pack says otherwise.
    static let traits = RuleTraits(category: "banned-word")
    /// So many faults are told of one file.
    static let largestFaultCount = 100

    /// What a file came to.
    struct Reading {
        var list: RuleList
        /// Why the file cannot take effect; empty when it can.
        var faults: [RuleFault] = []
        /// What its author may want to know all the same.
        var notes: [String] = []
    }

    private let table: CharacterTable
    private var reading: Reading
    private var file: String { reading.list.file }
    /// Entries by the hash of what they mean, and those whose hash was taken.
    private var known: [UInt64: Int32] = [:]
    private var knownToo: [UInt64: [Int32]] = [:]
    private var exceptions: Set<Term.Form> = []
    private var slugs: Set<String> = []
    private var surplusFaults = 0

    /// - Parameters:
    ///   - file: the file's name, for faults.
    ///   - id: of the list.
    ///   - traits: of all its rules.
    ///   - table: tells words from symbols.
    init(
        file: String, id: String = listID, traits: RuleTraits = traits, table: CharacterTable
    ) {
        reading = Reading(list: RuleList(id: id, traits: traits, file: file))
        self.table = table
    }

    /// Reads the whole file, and goes on behind a fault, so that all are told at once.
    func read(_ bytes: [UInt8]) -> Reading {
        var parser = self
        parser.reading.list.entries = ListEntries(of: bytes)
        parser.known.reserveCapacity(bytes.count / 12)
        bytes.withUnsafeBufferPointer { parser.readLines($0) }
        parser.tellSurplus()
        return parser.reading
    }

    private mutating func readLines(_ bytes: UnsafeBufferPointer<UInt8>) {
        // A byte order mark, which some editors write, is no part of the first line.
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var number = 1
        while start <= bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            if let plain = PlainEntry(bytes, start..<end) {
                add(plain, line: number, bytes)
            } else {
                read(bytes, start..<end, number: number)
            }
            start = end + 1
            number += 1
        }
    }

    private mutating func add(
        _ entry: PlainEntry, line: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        let isNew = isNew(entry.hash, line: line) {
            String(decoding: bytes[entry.range], as: UTF8.self)
        } meaning: {
            $0.lowercased()
        }
        guard isNew else { return }
        reading.list.entries.append(
            ListEntries.Place(
                offset: UInt32(entry.range.lowerBound), line: UInt32(line),
                length: UInt16(entry.range.count), isPlain: true))
    }

    private mutating func read(
        _ file: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, number: Int
    ) {
        let bytes = Array(file[range])[...]
        do {
            let text = try text(of: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes)
            let line = EntryLine(text)
            guard !line.entry.isEmpty else { return }
            let term = try EntryParser(line, table: table).term()
            if line.isException {
                if exceptions.insert(term.form).inserted { reading.list.unless.append(term) }
                return
            }
            let lead = text.unicodeScalars.prefix(line.column - 1)
            let offset = range.lowerBound + String(String.UnicodeScalarView(lead)).utf8.count
            add(term, line: number, offset: offset)
        } catch {
            tell(error, line: number)
        }
    }

    private func text(of bytes: ArraySlice<UInt8>) throws(EntryFault) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        // Replacing what is broken gives the good part's length.
        let repaired = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let good = repaired.enumerated().first { place, _ in
            !bytes.starts(with: String(String.UnicodeScalarView(repaired.prefix(place + 1))).utf8)
        }
        throw EntryFault(
            column: (good?.offset ?? 0) + 1, message: "The line is not UTF-8.",
            remedy: "Save the file as UTF-8.")
    }

    private mutating func add(_ term: Term, line: Int, offset: Int) {
        let meaning = Self.meaning(of: term, table)
        let hash = PlainEntry.hash(of: meaning.utf8)
        let isNew = isNew(hash, line: line, written: { term.written }, meaning: { _ in meaning })
        guard isNew else { return }
        let slug = EntrySlug.of(term)
        reading.list.entries.append(
            ListEntries.Place(
                offset: UInt32(offset), line: UInt32(line), length: UInt16(term.written.utf8.count),
                isPlain: false, needsLongSlug: !slugs.insert(slug).inserted))
    }

    /// Whether no earlier entry means the same; notes it otherwise.
    private mutating func isNew(
        _ hash: UInt64, line: Int, written: () -> String, meaning: (String) -> String
    ) -> Bool {
        let number = Int32(reading.list.entries.count)
        guard let first = known.updateValue(number, forKey: hash) else { return true }
        known[hash] = first
        let wanted = meaning(written())
        let same = ([first] + knownToo[hash, default: []]).first {
            Self.meaning(of: reading.list.entries.term(at: Int($0)), table) == wanted
        }
        guard let same else {
            knownToo[hash, default: []].append(number)
            return true
        }
        reading.notes.append(
            "\(file):\(line): \"\(written())\" stands in line "
                + "\(reading.list.entries.places[Int(same)].line) too.")
        return false
    }

    /// The same for entries that mean the same: letter case does not count in a phrase.
    private static func meaning(of term: Term, _ table: CharacterTable) -> String {
        guard case .phrase(let pieces) = term.form else { return "/\(term.written)" }
        let bytes = pieces.flatMap { piece -> [UInt8] in
            switch piece {
            case .gap: [0x20]
            case .symbols(let scalars): table.folded(scalars)
            case .unspaced(let scalar): table.folded([scalar])
            case .word(let scalars, let leading, let trailing):
                (leading ? [0x2A] : []) + table.folded(scalars) + (trailing ? [0x2A] : [])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func tell(_ fault: EntryFault, line: Int) {
        guard reading.faults.count < Self.largestFaultCount else {
            surplusFaults += 1
            return
        }
        reading.faults.append(
            RuleFault(
                file: file, line: line, column: fault.column, message: fault.message,
                remedy: fault.remedy))
    }

    private mutating func tellSurplus() {
        guard surplusFaults > 0 else { return }
        reading.faults.append(
            RuleFault(
                file: file, line: 0, column: 0,
                message: "\(surplusFaults) more lines are wrong.",
                remedy: "Mend those above first."))
    }
}
