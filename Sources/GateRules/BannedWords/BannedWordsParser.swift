import GateCore

/// Reads `banned_words.txt`; the file's own header tells the format.
struct BannedWordsParser {
    /// The id of the list, with which the id of each of its rules begins.
    static let listID = "midjourney-banned"
    /// The category of all its rules.
    static let category = "banned-word"
    /// So many faults are told of one file.
    static let largestFaultCount = 100

    /// What a file came to.
    struct Reading {
        var layer = RuleLayer()
        /// Why the file cannot take effect; empty when it can.
        var faults: [RuleFault] = []
        /// What its author may want to know all the same.
        var notes: [String] = []
    }

    private let file: String
    private let table: CharacterTable
    private var reading = Reading()
    private var firstLines: [Term.Form: Int] = [:]
    private var exceptions: Set<Term.Form> = []
    private var slugs = SlugBook()
    private var surplusFaults = 0

    /// - Parameters:
    ///   - file: the file's name, for faults.
    ///   - table: tells words from symbols.
    init(file: String, table: CharacterTable) {
        self.file = file
        self.table = table
    }

    /// Reads the whole file, and goes on behind a fault, so that all are told at once.
    func read(_ bytes: [UInt8]) -> Reading {
        var parser = self
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if let first = lines.first, first.starts(with: [0xEF, 0xBB, 0xBF]) {
            lines[0] = first.dropFirst(3)  // a byte order mark, which some editors write
        }
        for (index, line) in lines.enumerated() { parser.read(line, number: index + 1) }
        parser.tellSurplus()
        return parser.reading
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>, number: Int) {
        let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
        do {
            let line = EntryLine(try text(of: bytes))
            guard !line.entry.isEmpty else { return }
            let term = try EntryParser(line, table: table).term()
            add(term, isException: line.isException, number: number)
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

    private mutating func add(_ term: Term, isException: Bool, number: Int) {
        if isException {
            if exceptions.insert(term.form).inserted { reading.layer.unless.append(term) }
            return
        }
        let form = term.form.caseless(table)
        if let first = firstLines[form] {
            reading.notes.append(
                "\(file):\(number): \"\(term.written)\" stands in line \(first) too.")
            return
        }
        firstLines[form] = number
        let id = "\(Self.listID).\(slugs.slug(for: term))"
        reading.layer.rules.append(Rule(id: id, category: Self.category, terms: [term]))
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
