import GateCore

/// Reads one tenant's overlay: a file of `rules/tenants/*.yaml`.
struct OverlayReader {
    private static let keys = ["allow", "rules", "override", "disable", "description"]
    private static let overrideKeys = ["action", "severity", "mode", "message"]

    /// What an overlay holds, with the places of the ids that it names.
    struct Contents {
        var overlay: TenantOverlay
        /// Its own rules.
        var rules: [PlacedRule] = []
        /// The rules that it changes or disables.
        var references: [(id: String, place: YAMLPlace)] = []
    }

    let sheet: FaultSheet
    private let fields: FieldReader
    private let terms: TermReader
    private let pairs: [YAMLPair]
    private let tenant: String

    /// - Parameters:
    ///   - file: the overlay's file.
    ///   - table: tells words from symbols.
    init(_ file: RuleFile, table: CharacterTable) {
        sheet = FaultSheet(file: file.path)
        let document = YAMLDocument(file, sheet: sheet)
        fields = FieldReader(sheet: sheet, source: YAMLSource(document.bytes))
        terms = TermReader(fields: fields, table: table)
        pairs = document.root().map { [fields] in fields.mapping($0, "The overlay") } ?? []
        tenant = file.path.fileStem
    }

    /// - Parameter shared: OpenAI's names for the packs' categories.
    func contents(_ shared: [String: [String]]) -> Contents {
        checkTenant()
        var contents = Contents(
            overlay: TenantOverlay(tenant: TenantID(tenant), file: sheet.file))
        for pair in pairs { take(pair, into: &contents, shared) }
        contents.overlay.rules = contents.rules.compactMap(\.rule)
        return contents
    }

    private func take(
        _ pair: YAMLPair, into contents: inout Contents, _ shared: [String: [String]]
    ) {
        switch pair.key {
        case "allow": contents.overlay.allow = terms.words(pair)
        case "rules":
            contents.rules = RuleReader(fields: fields, terms: terms) { category in
                let category = category ?? "tenant"
                return RuleTraits(category: category, openAI: shared.openAI(of: category))
            }.rules(pair)
        case "override":
            for pair in fields.mapping(pair) {
                contents.references.append((pair.key, pair.place))
                contents.overlay.overrides[pair.key] = override(pair)
            }
        case "disable":
            for (id, node) in fields.texts(pair) {
                contents.references.append((id, node.place))
                contents.overlay.disabled.insert(id)
            }
        case "description": _ = fields.text(pair)
        default: fields.refuse(pair, of: "An overlay", known: Self.keys)
        }
    }

    private func override(_ pair: YAMLPair) -> RuleOverride {
        var override = RuleOverride()
        for pair in fields.mapping(pair) {
            switch pair.key {
            case "action": override.action = fields.choice(pair, of: TraitsPatch.actions)
            case "severity": override.severity = fields.choice(pair, of: RuleSeverity.allCases)
            case "mode": override.mode = fields.choice(pair, of: RuleMode.allCases)
            case "message": override.message = fields.text(pair)
            default: fields.refuse(pair, of: "An override", known: Self.overrideKeys)
            }
        }
        return override
    }

    /// The file's name is the tenant's id, which `POST /v1/admin/tenants` checks likewise.
    private func checkTenant() {
        guard FieldReader.isName(tenant), tenant.utf8.count <= 64 else {
            sheet.tell(
                YAMLPlace(), "\"\(tenant)\" is no tenant's id.",
                "Name the file for the tenant: 1 to 64 of A-Z a-z 0-9 _ . -, beginning with a "
                    + "letter or digit.")
            return
        }
    }
}
