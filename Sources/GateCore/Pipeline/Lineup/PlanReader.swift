/// Reads `rules/pipeline.yaml` into plans, with what each place's stage is built by.
struct PlanReader {
    /// One place, and how its stage is built.
    struct Draft<Maker> {
        let plan: StagePlan
        let maker: Maker
    }

    /// All places of the file.
    struct Drafts {
        let rewrite: [Draft<RewriterEntry.Maker>]
        let request: [Draft<StageEntry.Maker>]
        let result: [Draft<ResultStageEntry.Maker>]
    }

    /// The keys that every stage has.
    static let commonKeys: Set<String> = [
        "name", "kind", "enabled", "mode", "timeout", "on_error",
    ]
    /// A longer list is a mistake.
    private static let largestCount = 50

    private let registry: StageRegistry
    private let sheet: SettingFaults

    init(_ registry: StageRegistry, sheet: SettingFaults) {
        self.registry = registry
        self.sheet = sheet
    }

    func drafts(_ root: ConfigNode) -> Drafts {
        let fields = SettingFields(root, owner: "The pipeline", sheet: sheet)
        let drafts = Drafts(
            rewrite: drafts(
                "rewrite", of: fields, registry.rewrite, standard: [], onError: .deny),
            request: drafts(
                "request", of: fields, registry.request, standard: registry.standardRequest,
                onError: .deny),
            result: drafts(
                "result", of: fields, registry.result, standard: registry.standardResult,
                onError: .pass))
        fields.refuseUnknown()
        return drafts
    }

    private func drafts<Made>(
        _ key: String, of fields: SettingFields, _ entries: [RegistryEntry<Made>],
        standard: [StageKind], onError: StageSlot.FailureMode
    ) -> [Draft<RegistryEntry<Made>.Maker>] {
        let isNamed = fields.keys.contains(key)
        let items = isNamed ? fields.mappings(key) : standard.map(Self.plain)
        // Only now: a file without the list must still be able to have it.
        if !isNamed { _ = fields.mapping(key) }
        if items.count > Self.largestCount {
            fields.refuse(
                key, "\"\(key)\" has more than \(Self.largestCount) stages.", "Remove some.")
        }
        var names: Set<String> = []
        return items.prefix(Self.largestCount).compactMap { item in
            draft(item, entries, onError, names: &names)
        }
    }

    private static func plain(_ kind: StageKind) -> SettingFields {
        let node = ConfigNode(
            .mapping([ConfigPair("kind", ConfigNode(.text(kind.rawValue)))]))
        return SettingFields(node, owner: "A stage", sheet: SettingFaults(file: ""))
    }

    private func draft<Made>(
        _ item: SettingFields, _ entries: [RegistryEntry<Made>],
        _ onError: StageSlot.FailureMode, names: inout Set<String>
    ) -> Draft<RegistryEntry<Made>.Maker>? {
        let given = item.text("name") ?? item.text("kind")
        if let given { item.owner = "Stage \"\(given)\"" }
        guard let entry = entry(of: item, entries) else {
            // Which keys it may have, nobody knows.
            item.takeAll()
            return nil
        }
        let name = given ?? entry.kind.rawValue
        check(name, of: item, &names)
        let plan = StagePlan(
            name: name, kind: entry.kind, isEnabled: item.flag("enabled") ?? true,
            mode: item.choice("mode", of: [.enforce, .shadow]) ?? .enforce,
            timeout: item.duration("timeout", in: .milliseconds(1) ... .seconds(60))
                ?? entry.timeout,
            onError: item.choice("on_error", of: [.deny, .pass]) ?? onError,
            settings: item.rest(without: Self.commonKeys))
        return Draft(plan: plan, maker: entry.read(item))
    }

    private func entry<Made>(
        of item: SettingFields, _ entries: [RegistryEntry<Made>]
    ) -> RegistryEntry<Made>? {
        let words = entries.map(\.kind.rawValue).sorted()
        item.require("kind", "Write kind: and one of \(words.joined(separator: ", ")).")
        guard let text = item.text("kind") else { return nil }
        if let entry = entries.first(where: { $0.kind.rawValue == text }) { return entry }
        item.refuse(
            "kind", "There is no stage of kind \"\(text)\" here.",
            Spelling.hint(for: text, in: words)
                ?? "Write one of \(words.joined(separator: ", ")).")
        return nil
    }

    private func check(_ name: String, of item: SettingFields, _ names: inout Set<String>) {
        let isName = name.utf8.count <= 64 && name.utf8.allSatisfy(Self.isNameByte)
        if !isName {
            item.refuse(
                "name", "\"\(name.prefix(64))\" cannot be a stage's name.",
                "Write 1 to 64 of A-Z a-z 0-9 . _ -")
        }
        if !names.insert(name).inserted {
            item.refuse(
                "name", "Two stages are named \"\(name)\".",
                "Give each a name of its own (name:), for the audit record tells them apart by it.")
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
