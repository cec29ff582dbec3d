import GateCore

/// Adds to one tenant's overlay, `rules/tenants/<tenant>.yaml`.
struct OverlayEdit {
    private let yaml: YAMLListEdit
    private let bytes: [UInt8]

    /// - Parameters:
    ///   - bytes: of the file; nil when it is to be made.
    ///   - file: its name, for refusals.
    init(_ bytes: [UInt8]?, file: String) throws(RuleEditRefusal) {
        self.bytes = bytes ?? Array(Self.head(of: file).utf8)
        yaml = try YAMLListEdit(self.bytes, file: file)
    }

    /// The text with the entry under `allow`. The same text when it stands there already.
    func allowing(_ entry: String, remark: String) throws(RuleEditRefusal) -> [UInt8] {
        if yaml.value(at: [.key("allow")])?.holds(entry) == true { return bytes }
        return try yaml.adding(YAMLItem(text: entry, remark: remark), at: [.key("allow")])
    }

    /// The text with a rule of the tenant's own. The same text when its id stands there
    /// already.
    func adding(_ rule: YAMLItem, id: String) throws(RuleEditRefusal) -> [UInt8] {
        try yaml.adding(rule: rule, id: id) ?? bytes
    }

    private static func head(of file: String) -> String {
        "# What the rules of the tenant \(file.fileStem) have different; see docs/rules.md.\n\n"
    }
}

extension YAMLOutline {
    /// Whether this text, or one of this list, is `entry`; letter case does not count.
    func holds(_ entry: String) -> Bool {
        (items ?? [self]).contains { $0.text?.lowercased() == entry.lowercased() }
    }
}
