import GateCore

/// What all rule files look like from outside, to see that some changed without reading
/// them. The packs are read when they change, for the lists they name.
struct RuleSignatures: Equatable {
    private(set) var packs: [String: FileSignature] = [:]
    private(set) var others: [String: FileSignature] = [:]
    /// The lists that the packs name.
    private var lists: [String] = []
    private let locations: RuleLocations

    /// - Parameters:
    ///   - locations: where the rules stand.
    ///   - before: the look before this one, which may spare reading the packs.
    init(of locations: RuleLocations, after before: RuleSignatures? = nil) {
        self.locations = locations
        let rules = locations.rules
        packs = Self.signatures(Self.files(in: rules))
        if let before, before.packs == packs {
            lists = before.lists
        } else {
            lists = packs.keys.sorted().flatMap { path -> [String] in
                guard let file = try? RuleFile(reading: path) else { return [] }
                return PackReader.lists(in: file).map(\.path)
            }
        }
        let overlays = Self.files(in: rules.map { "\($0)/tenants" })
        others = Self.signatures(overlays + lists + [locations.bannedWords])
    }

    /// The directories that hold them, or would.
    var directories: Set<String> {
        var paths = Set((lists + [locations.bannedWords]).map(Self.parent))
        if let rules = locations.rules {
            paths.formUnion([Self.parent(of: rules), rules, "\(rules)/tenants"])
        }
        return paths
    }

    /// Whether a file of this name can be one of them, or hold some.
    func mayConcern(_ name: String) -> Bool {
        if Self.isRuleFile(name) || name == "tenants" { return true }
        return (lists + [locations.bannedWords, locations.rules ?? ""])
            .contains { $0.fileName == name }
    }

    private static func files(in directory: String?) -> [String] {
        guard let directory else { return [] }
        return Directory.names(in: directory).filter(isRuleFile).map { "\(directory)/\($0)" }
    }

    private static func isRuleFile(_ name: String) -> Bool {
        let lower = name.lowercased()
        return !name.hasPrefix(".") && (lower.hasSuffix(".yaml") || lower.hasSuffix(".yml"))
    }

    private static func signatures(_ paths: [String]) -> [String: FileSignature] {
        paths.reduce(into: [:]) { $0[$1] = FileSignature($1) }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
