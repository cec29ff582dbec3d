import GateCore

/// The ids of one revision: of its rules, its lists, and their entries.
struct RuleIDs {
    private var places: [String: RulePlace] = [:]
    private var lists: [RuleList] = []
    /// Slugs of the lists that somebody asked about, by the list's id.
    private var slugs: [String: Set<String>] = [:]
    /// All ids, once somebody mistyped one.
    private var all: [String]?

    /// Notes the id of a list.
    /// - Returns: where the id is taken.
    mutating func add(_ list: RuleList, at place: RulePlace) -> RulePlace? {
        if let taken = add(list.id, at: place) { return taken }
        lists.append(list)
        return nil
    }

    /// Notes the id of a rule.
    /// - Returns: where the id is taken.
    mutating func add(_ id: String, at place: RulePlace) -> RulePlace? {
        if let taken = entryPlace(id) { return taken }
        let index = places.index(forKey: id)
        if let index { return places[index].value }
        places[id] = place
        return nil
    }

    /// Whether there is a rule, list or entry of that id.
    mutating func contains(_ id: String) -> Bool { places[id] != nil || entryPlace(id) != nil }

    /// The id that was meant by one that does not exist, if one is near enough.
    mutating func hint(for id: String) -> String? {
        let known =
            all
            ?? places.keys.sorted()
            + lists.flatMap { list in list.entries.map { "\(list.id).\($0.slug)" } }
        all = known
        return Spelling.hint(for: id, in: known)
    }

    /// Where the entry of that id stands. A list's slugs are collected when one of them may
    /// be asked for: most revisions never do.
    private mutating func entryPlace(_ id: String) -> RulePlace? {
        for list in lists where id.hasPrefix("\(list.id).") {
            let slug = String(id.dropFirst(list.id.count + 1))
            if slugs[list.id] == nil { slugs[list.id] = Set(list.entries.map(\.slug)) }
            guard slugs[list.id]?.contains(slug) == true,
                let entry = list.entries.first(where: { $0.slug == slug })
            else { continue }
            return RulePlace(file: list.file, line: entry.line)
        }
        return nil
    }
}
