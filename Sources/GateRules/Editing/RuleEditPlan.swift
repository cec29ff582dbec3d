import GateCore

/// Decides which rule files an edit changes, and how.
///
/// - A ban for all goes to a word list; with traits, as a rule into the pack `suggested`.
/// - A ban for a tenant is a rule of its overlay; an allowance for one, an `allow` there.
/// - An allowance for all is an exception from every rule that finds the term: under the
///   rule's `unless`, or, from a list's entries, a `!` line in the list's own file.
struct RuleEditPlan {
    private let files: RuleFiles
    private let locations: RuleLocations
    private let rules: any RuleSet
    private let table: CharacterTable
    private var edits: [FileEdit] = []

    /// - Parameters:
    ///   - files: those on disk.
    ///   - locations: where they stand.
    ///   - rules: those in force, to find what an allowance is from.
    ///   - table: tells words from symbols.
    init(
        _ files: RuleFiles, at locations: RuleLocations, rules: any RuleSet,
        table: CharacterTable
    ) {
        self.files = files
        self.locations = locations
        self.rules = rules
        self.table = table
    }

    /// What `edit` changes; nothing when its entry stands there already.
    func edits(for edit: RuleEdit) throws(RuleEditRefusal) -> [FileEdit] {
        var plan = self
        let entry = try entry(of: edit.term)
        switch edit.effect {
        case .ban: try plan.ban(entry, edit)
        case .allow: try plan.allow(entry, edit)
        }
        return plan.edits.filter { $0.before != $0.after }
    }

    private func entry(of term: String) throws(RuleEditRefusal) -> String {
        do {
            return try LiteralEntry(term, table: table).text
        } catch {
            throw .impossible("The term cannot be an entry: \(error.message) \(error.remedy)")
        }
    }

    // MARK: Bans

    private mutating func ban(_ entry: String, _ edit: RuleEdit) throws(RuleEditRefusal) {
        if let tenant = edit.tenant {
            try add(Self.rule(edit, entry), edit.ruleID, to: try overlayPath(of: tenant), .overlay)
        } else if edit.namesTraits {
            try add(Self.rule(edit, entry), edit.ruleID, to: try packPath(), .pack)
        } else {
            let path = try listPath(edit.list ?? BannedWordsParser.listID)
            let list = BannedWordsEdit(text(path, .list) ?? [], file: path, table: table)
            keep(path, .list, try list.banning(entry, remark: edit.remark))
        }
    }

    /// Adds a rule, unless it is there: an acceptance that was cut short is repeated.
    private mutating func add(
        _ rule: YAMLItem, _ id: String, to path: String, _ role: RuleFiles.Role
    ) throws(RuleEditRefusal) {
        let before = text(path, role)
        if role == .overlay {
            keep(path, role, try OverlayEdit(before, file: path).adding(rule, id: id))
        } else {
            keep(path, role, try PackEdit(before, file: path).adding(rule, id: id))
        }
    }

    private static func rule(_ edit: RuleEdit, _ entry: String) -> YAMLItem {
        var traits = [(key: "id", value: edit.ruleID)]
        if let category = edit.category { traits.append(("category", category)) }
        if let severity = edit.severity { traits.append(("severity", severity.rawValue)) }
        if let action = edit.action { traits.append(("action", action.rawValue)) }
        return YAMLItem(rule: traits, entry: entry, remark: edit.remark)
    }

    // MARK: Allowances

    private mutating func allow(_ entry: String, _ edit: RuleEdit) throws(RuleEditRefusal) {
        if let tenant = edit.tenant {
            let path = try overlayPath(of: tenant)
            let overlay = try OverlayEdit(text(path, .overlay), file: path)
            keep(path, .overlay, try overlay.allowing(entry, remark: edit.remark))
        } else if let list = edit.list {
            try except(entry, fromListAt: try listPath(list), edit)
        } else {
            try exceptEverywhere(entry, edit)
        }
    }

    /// An exception covers what is found inside its own words; so the rules to except from
    /// are those that find something in the words alone.
    private mutating func exceptEverywhere(
        _ entry: String, _ edit: RuleEdit
    ) throws(RuleEditRefusal) {
        var rules: [String] = []
        for match in self.rules.judge(edit.term, tenant: nil).matches
        where !rules.contains(match.rule) {
            rules.append(match.rule)
        }
        guard !rules.isEmpty else {
            if try isExcepted(entry) { return }
            throw .impossible(
                "No rule finds anything in \"\(edit.term)\" by itself, so there is nothing to "
                    + "except it from. Allow it for the tenant, or name the whole phrase that is "
                    + "refused.")
        }
        for rule in rules { try except(entry, from: rule, edit) }
    }

    /// Whether the term is an exception somewhere: then it was allowed before.
    private func isExcepted(_ entry: String) throws(RuleEditRefusal) -> Bool {
        for file in files.files(.list) {
            let list = BannedWordsParser(file: file.path, table: table).read(file.bytes).list
            if list.unless.contains(where: { $0.written.lowercased() == entry.lowercased() }) {
                return true
            }
        }
        for file in files.files(.pack)
        where try PackEdit(file.bytes, file: file.path).excepts(entry) {
            return true
        }
        return false
    }

    private mutating func except(
        _ entry: String, from rule: String, _ edit: RuleEdit
    ) throws(RuleEditRefusal) {
        for file in files.files(.pack) {
            let pack = try PackEdit(text(file.path, .pack), file: file.path)
            guard pack.holds(rule: rule) else { continue }
            return keep(
                file.path, .pack, try pack.excepting(entry, from: rule, remark: edit.remark))
        }
        let lists = lists.filter { rule.hasPrefix("\($0.id).") }
        guard let list = lists.max(by: { $0.id.utf8.count < $1.id.utf8.count }) else {
            throw .impossible("The rule \"\(rule)\" stands in no file that can be changed.")
        }
        try except(entry, fromListAt: list.path, edit)
    }

    private mutating func except(
        _ entry: String, fromListAt path: String, _ edit: RuleEdit
    ) throws(RuleEditRefusal) {
        let list = BannedWordsEdit(text(path, .list) ?? [], file: path, table: table)
        keep(path, .list, try list.excepting(entry, remark: edit.remark))
    }

    // MARK: Files

    /// The text of a file as it is so far.
    private func text(_ path: String, _ role: RuleFiles.Role) -> [UInt8]? {
        edits.first { $0.path == path }?.after ?? bytesOnDisk(path, role)
    }

    private func bytesOnDisk(_ path: String, _ role: RuleFiles.Role) -> [UInt8]? {
        files.files(role).first { $0.path == path }?.bytes
    }

    private mutating func keep(_ path: String, _ role: RuleFiles.Role, _ after: [UInt8]) {
        edits.removeAll { $0.path == path }
        edits.append(
            FileEdit(role: role, path: path, before: bytesOnDisk(path, role), after: after))
    }

    private func directory() throws(RuleEditRefusal) -> String {
        guard let directory = locations.rules else {
            throw .impossible("The gateway runs without a directory of rules; name one (--rules).")
        }
        return directory
    }

    private func packPath() throws(RuleEditRefusal) -> String {
        let directory = try directory()
        let pack = files.files(.pack).first { $0.path.fileStem == "suggested" }
        return pack?.path ?? "\(directory)/suggested.yaml"
    }

    private func overlayPath(of tenant: TenantID) throws(RuleEditRefusal) -> String {
        let directory = try directory()
        guard FieldReader.isName(tenant.rawValue) else {
            throw .impossible("\"\(tenant)\" cannot be the name of a rule file.")
        }
        let overlay = files.files(.overlay).first { $0.path.fileStem == tenant.rawValue }
        return overlay?.path ?? "\(directory)/tenants/\(tenant).yaml"
    }

    /// The lists with their files; `banned_words.txt` is one, whether a pack names it or not.
    private var lists: [(id: String, path: String)] {
        let named = files.files(.pack).flatMap { PackReader.lists(in: $0) }.map { ($0.id, $0.path) }
        let own = BannedWordsParser.listID
        if named.contains(where: { $0.0 == own }), !locations.isBannedWordsNamed { return named }
        return [(own, locations.bannedWords)] + named.filter { $0.0 != own }
    }

    private func listPath(_ id: String) throws(RuleEditRefusal) -> String {
        guard let list = lists.first(where: { $0.id == id }) else {
            let known = lists.map(\.id).joined(separator: ", ")
            throw .impossible("There is no word list \"\(id)\"; there is \(known).")
        }
        return list.path
    }
}
