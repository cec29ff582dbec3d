import GateCore

/// Reads all files of a revision into layers and overlays, or into all that is wrong.
struct RevisionReader {
    /// What the files came to.
    struct Reading {
        var layers: [RuleLayer] = []
        var overlays: [TenantOverlay] = []
        /// Why the files cannot take effect; empty when they can.
        var faults: [RuleFault] = []
        /// What their author may want to know all the same.
        var notes: [String] = []
    }

    private let table: CharacterTable
    private var reading = Reading()
    private var ids = RuleIDs()

    /// - Parameter table: tells words from symbols.
    init(table: CharacterTable) { self.table = table }

    /// Reads them, and goes on behind a fault, so that all are told at once.
    func read(_ files: RuleFiles) -> Reading {
        var reader = self
        let readers = files.files(.pack).map { PackReader($0, table: table) }
        let shared = Self.sharedCategories(readers)
        let packs = readers.map { ($0.contents(shared), $0.sheet) }
        let listFaults = reader.readLists(of: packs, ListShelf(files.files(.list)))
        for (pack, sheet) in packs { reader.note(pack.rules, sheet) }
        let overlays = files.files(.overlay).map { file in
            let overlay = OverlayReader(file, table: table)
            return (overlay.contents(shared), overlay.sheet)
        }
        for (overlay, sheet) in overlays { reader.note(overlay.rules, sheet) }
        for (overlay, sheet) in overlays { reader.take(overlay, sheet) }
        reader.reading.faults =
            packs.flatMap { $1.faults } + listFaults + overlays.flatMap { $1.faults }
        return reader.reading
    }

    /// OpenAI's names for each category; the first pack that maps one counts.
    private static func sharedCategories(_ packs: [PackReader]) -> [String: [String]] {
        packs.reduce(into: [:]) { shared, pack in
            shared.merge(pack.categories.mapValues(\.openAI)) { first, _ in first }
        }
    }

    // MARK: Lists

    /// Makes the layers with their lists; tells what is wrong in the lists' files.
    private mutating func readLists(
        of packs: [(PackContents, FaultSheet)], _ shelf: ListShelf
    ) -> [RuleFault] {
        var shelf = shelf
        for (pack, _) in packs { pack.lists.forEach { shelf.name($0.list) } }
        var faults: [RuleFault] = []
        if let file = shelf.unnamed {
            let list = RuleList(
                id: BannedWordsParser.listID, traits: BannedWordsParser.traits, file: file.path)
            let read = read(list, file, &faults)
            reading.layers.append(RuleLayer(name: file.path.fileName, lists: [read]))
            _ = ids.add(read, at: RulePlace(file: file.path))
        }
        for (pack, sheet) in packs {
            var layer = RuleLayer(name: pack.name, rules: pack.rules.compactMap(\.rule))
            for placed in pack.lists {
                guard let file = shelf.file(of: placed.list) else {
                    sheet.tell(
                        placed.filePlace, "The list's file \(placed.list.file) was not read.",
                        "Name a file that exists, from the pack's folder on.")
                    continue
                }
                let list = read(placed.list, file, &faults)
                let taken = ids.add(list, at: RulePlace(sheet.file, placed.place))
                tell(taken, list.id, placed.place, sheet)
                layer.lists.append(list)
            }
            reading.layers.append(layer)
        }
        return faults
    }

    private mutating func read(
        _ list: RuleList, _ file: RuleFile, _ faults: inout [RuleFault]
    ) -> RuleList {
        let words = BannedWordsParser(
            file: file.path, id: list.id, traits: list.traits, table: table
        ).read(file.bytes)
        faults += words.faults
        reading.notes += words.notes
        var read = words.list
        read.unless += list.unless
        return read
    }

    // MARK: Ids

    private mutating func note(_ rules: [PlacedRule], _ sheet: FaultSheet) {
        for rule in rules {
            let taken = ids.add(rule.id, at: RulePlace(sheet.file, rule.place))
            tell(taken, rule.id, rule.place, sheet)
        }
    }

    private func tell(
        _ taken: RulePlace?, _ id: String, _ place: YAMLPlace, _ sheet: FaultSheet
    ) {
        guard let taken else { return }
        sheet.tell(
            place, "The id \"\(id)\" is taken: \(taken.description) has it.",
            "Give one of the two another id.")
    }

    // MARK: Overlays

    private mutating func take(_ contents: OverlayReader.Contents, _ sheet: FaultSheet) {
        if let other = reading.overlays.first(where: { $0.tenant == contents.overlay.tenant }) {
            sheet.tell(
                YAMLPlace(), "\(other.file) is an overlay of this tenant too.",
                "Put both into one file.")
        }
        for (id, place) in contents.references where !ids.contains(id) {
            sheet.tell(
                place, "There is no rule or list \"\(id)\".",
                ids.hint(for: id) ?? "Remove it, or write the id of a rule.")
        }
        reading.overlays.append(contents.overlay)
    }
}

extension RulePlace {
    fileprivate init(_ file: String, _ place: YAMLPlace) {
        self.init(file: file, line: place.line, column: place.column)
    }

    /// `rules/default.yaml:12:5`
    fileprivate var description: String {
        line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}
