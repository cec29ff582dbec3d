import GateCore

/// Reads one pack: a file of `rules/*.yaml`.
///
/// In two steps, because the categories of all packs are known to each: `init` reads the
/// YAML and what the pack says of categories, `contents` the rest.
struct PackReader {
    static let keys = ["pack", "description", "defaults", "categories", "lists", "rules"]
    private static let listKeys = TraitsPatch.keys + ["id", "file", "unless", "description"]
    private static let categoryKeys = ["openai", "severity", "action", "description"]

    /// What the pack says of categories, by their names.
    private(set) var categories: [String: CategoryTraits] = [:]
    let sheet: FaultSheet
    private let fields: FieldReader
    private let terms: TermReader
    private let pairs: [YAMLPair]

    /// - Parameters:
    ///   - file: the pack's file.
    ///   - table: tells words from symbols.
    init(_ file: RuleFile, table: CharacterTable) {
        sheet = FaultSheet(file: file.path)
        let document = YAMLDocument(file, sheet: sheet)
        fields = FieldReader(sheet: sheet, source: YAMLSource(document.bytes))
        terms = TermReader(fields: fields, table: table)
        pairs = document.root().map { [fields] in fields.mapping($0, "The pack") } ?? []
        readCategories()
    }

    /// What the pack holds.
    /// - Parameter shared: OpenAI's names for the categories that this pack does not map.
    func contents(_ shared: [String: [String]]) -> PackContents {
        var contents = PackContents(name: name)
        let base = base(contents.name, shared)
        for pair in pairs {
            switch pair.key {
            case "lists":
                contents.lists = fields.list(pair, of: "word lists").compactMap {
                    list($0, base)
                }
            case "rules":
                contents.rules = RuleReader(fields: fields, terms: terms, base: base).rules(pair)
            case "description": _ = fields.text(pair)
            case "pack", "defaults", "categories": break
            default: fields.refuse(pair, of: "A pack", known: Self.keys)
            }
        }
        return contents
    }

    /// The lists that the pack names, for whoever has to read their files: found in the
    /// first part of the file, if possible, and with no word of what is wrong.
    static func lists(in file: RuleFile) -> [NamedList] {
        let sheet = FaultSheet(file: file.path)
        guard file.holds("lists"),
            let node = YAMLDocument(file, sheet: sheet).value(of: "lists"),
            case .list(let nodes) = node.content
        else { return [] }
        return nodes.compactMap { node in
            guard case .mapping(let pairs) = node.content,
                let name = pairs.first(where: { $0.key == "file" })?.value, let path = name.text
            else { return nil }
            return NamedList(
                id: pairs.first { $0.key == "id" }?.value.text ?? "",
                path: path.path(besides: file.path), place: name.place)
        }
    }

    // MARK: Traits

    private var name: String {
        let given = pairs.first { $0.key == "pack" }.flatMap(fields.id)
        return given ?? sheet.file.fileStem
    }

    /// The traits of a rule in a category: of the gateway, then of the pack, then of the
    /// category.
    private func base(
        _ pack: String, _ shared: [String: [String]]
    ) -> (String?) -> RuleTraits {
        let defaults = defaults()
        var common = RuleTraits(category: pack)
        defaults.apply(to: &common)
        return { [categories] category in
            var traits = common
            traits.category = category ?? common.category
            let known = categories[traits.category]
            if let severity = known?.severity { traits.severity = severity }
            if let action = known?.action { traits.action = action }
            traits.openAI = known?.openAI ?? shared.openAI(of: traits.category)
            return traits
        }
    }

    private func defaults() -> TraitsPatch {
        var defaults = TraitsPatch()
        guard let pair = pairs.first(where: { $0.key == "defaults" }) else { return defaults }
        for pair in fields.mapping(pair)
        where !defaults.take(pair, fields) {
            fields.refuse(pair, of: "\"defaults\"", known: TraitsPatch.keys)
        }
        return defaults
    }

    // MARK: Categories

    private mutating func readCategories() {
        guard let pair = pairs.first(where: { $0.key == "categories" }) else { return }
        for pair in fields.mapping(pair) {
            guard FieldReader.isName(pair.key, extra: "/") else {
                fields.refuseName(pair.key, "a category", "/", at: pair.place)
                continue
            }
            categories[pair.key] = category(pair)
        }
    }

    private func category(_ pair: YAMLPair) -> CategoryTraits {
        var traits = CategoryTraits()
        for pair in fields.mapping(pair) {
            switch pair.key {
            case "openai": traits.openAI = openAI(pair)
            case "severity": traits.severity = fields.choice(pair, of: RuleSeverity.allCases)
            case "action": traits.action = fields.choice(pair, of: TraitsPatch.actions)
            case "description": _ = fields.text(pair)
            default: fields.refuse(pair, of: "A category", known: Self.categoryKeys)
            }
        }
        return traits
    }

    private func openAI(_ pair: YAMLPair) -> [String] {
        fields.texts(pair).compactMap { text, node in
            if OpenAICategory.names.contains(text) { return text }
            sheet.tell(
                node.place, "\"\(text)\" is none of OpenAI's categories.",
                Spelling.hint(for: text, in: OpenAICategory.names)
                    ?? "Write one of \(OpenAICategory.names.joined(separator: ", ")).")
            return nil
        }
    }

    // MARK: Lists

    private func list(_ node: YAMLNode, _ base: (String?) -> RuleTraits) -> PlacedList? {
        let pairs = fields.mapping(node, "A word list")
        guard !pairs.isEmpty else { return nil }
        var patch = TraitsPatch()
        var (id, file, unless): (YAMLPair?, YAMLPair?, [Term]) = (nil, nil, [])
        for pair in pairs {
            switch pair.key {
            case "id": id = pair
            case "file": file = pair
            case "unless": unless = terms.words(pair)
            case "description": _ = fields.text(pair)
            default:
                if !patch.take(pair, fields) {
                    fields.refuse(pair, of: "A word list", known: Self.listKeys)
                }
            }
        }
        guard let id = required(id, "id", of: node), let file = required(file, "file", of: node),
            let name = fields.id(id), let path = fields.text(file)
        else { return nil }
        var traits = base(patch.category)
        patch.apply(to: &traits)
        return PlacedList(
            list: RuleList(
                id: name, traits: traits, file: path.path(besides: sheet.file), unless: unless),
            place: id.value.place, filePlace: file.value.place)
    }

    private func required(_ pair: YAMLPair?, _ key: String, of node: YAMLNode) -> YAMLPair? {
        if pair == nil {
            sheet.tell(node.place, "The word list has no \(key).", "Write \"\(key):\".")
        }
        return pair
    }
}

extension RuleFile {
    /// Whether these bytes stand somewhere in the file.
    fileprivate func holds(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { bytes in
            bytes.indices.contains { start in
                bytes[start] == wanted[0] && bytes[start...].starts(with: wanted)
            }
        }
    }
}
