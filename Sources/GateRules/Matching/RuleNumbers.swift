/// Finds rules and lists by their ids. Entries of a list are named only when somebody asks
/// for one of them: a hundred thousand names take a tenth of a second.
struct RuleNumbers {
    private(set) var rules: [String: Int] = [:]
    private(set) var lists: [String: Int] = [:]

    /// - Parameter wanted: the ids to find; others may be missing from the answer.
    init(_ roll: RuleRoll, wanted: Set<String>) {
        guard !wanted.isEmpty else { return }
        for number in 0..<(roll.lists.first?.firstRule ?? roll.ruleCount) {
            rules[roll.rule(number).id] = number
        }
        for (number, list) in roll.lists.enumerated() {
            lists[list.list.id] = number
            guard wanted.contains(where: { $0.hasPrefix("\(list.list.id).") }) else { continue }
            for place in list.list.entries.indices {
                let id = "\(list.list.id).\(list.list.entries.slug(at: place))"
                if wanted.contains(id) { rules[id] = list.firstRule + place }
            }
        }
    }
}
