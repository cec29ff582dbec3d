import GateCore

/// Every stage that `pipeline.yaml` names, to compare revisions by. It reads what is
/// written and does not judge it: a revision that is kept was valid when it was.
struct StageListing {
    private struct Item {
        let list: String
        let name: String
        let keys: [ConfigPair]
    }

    private static let lists = ["rewrite", "request", "result"]

    private let items: [Item]

    /// - Parameter files: with or without a `pipeline.yaml`.
    /// - Throws: when it is no YAML.
    init(_ files: RuleFiles) throws(RuleFaults) {
        guard let file = files.files(.pipeline).first else {
            items = []
            return
        }
        let sheet = FaultSheet(file: file.path)
        let root = YAMLDocument(file, sheet: sheet).root()
        guard sheet.isEmpty else { throw RuleFaults(sheet.faults) }
        guard case .mapping(let pairs)? = root?.config.content else {
            items = []
            return
        }
        items = Self.lists.flatMap { list in
            pairs.filter { $0.key == list }.flatMap { Self.items(of: $0.value, list) }
        }
    }

    private static func items(of node: ConfigNode, _ list: String) -> [Item] {
        guard case .list(let stages) = node.content else { return [] }
        return stages.compactMap { stage in
            guard case .mapping(let keys) = stage.content else { return nil }
            let name = text("name", keys) ?? text("kind", keys) ?? "?"
            return Item(list: list, name: "\(list)/\(name)", keys: keys)
        }
    }

    private static func text(_ key: String, _ keys: [ConfigPair]) -> String? {
        guard case .text(let text)? = keys.first(where: { $0.key == key })?.value.content else {
            return nil
        }
        return text
    }

    /// What is different in `new`.
    func diff(to new: StageListing) -> StageDiff {
        let (old, other) = (Set(items.map(\.name)), Set(new.items.map(\.name)))
        return StageDiff(
            added: new.items.map(\.name).filter { !old.contains($0) },
            removed: items.map(\.name).filter { !other.contains($0) },
            changed: items.compactMap { item in
                guard let now = new.items.first(where: { $0.name == item.name }) else { return nil }
                let fields = Self.fields(of: item.keys, unlike: now.keys)
                return fields.isEmpty ? nil : StageDiff.Change(stage: item.name, fields: fields)
            },
            reordered: Self.lists.filter { list in
                order(list, common: other) != new.order(list, common: old)
            })
    }

    private func order(_ list: String, common: Set<String>) -> [String] {
        items.filter { $0.list == list && common.contains($0.name) }.map(\.name)
    }

    private static func fields(of old: [ConfigPair], unlike new: [ConfigPair]) -> [String] {
        let names = Set(old.map(\.key)).union(new.map(\.key))
        return names.sorted().filter { key in
            let before = old.first { $0.key == key }?.value
            let after = new.first { $0.key == key }?.value
            guard let before, let after else { return true }
            return !before.says(after)
        }
    }
}
