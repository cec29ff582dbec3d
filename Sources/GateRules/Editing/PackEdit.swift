import GateCore

/// Adds to a pack, `rules/*.yaml`, or to the rules of an overlay.
struct PackEdit {
    private let yaml: YAMLListEdit
    private let bytes: [UInt8]

    /// - Parameters:
    ///   - bytes: of the file; nil when it is to be made.
    ///   - file: its name, for refusals.
    init(_ bytes: [UInt8]?, file: String) throws(RuleEditRefusal) {
        self.bytes = bytes ?? Array(Self.head(of: file).utf8)
        yaml = try YAMLListEdit(self.bytes, file: file)
    }

    /// The text with one more rule. The same text when its id stands there already.
    func adding(_ rule: YAMLItem, id: String) throws(RuleEditRefusal) -> [UInt8] {
        try yaml.adding(rule: rule, id: id) ?? bytes
    }

    /// Whether the file holds a rule of that id.
    func holds(rule id: String) -> Bool { yaml.place(ofRule: id) != nil }

    /// Whether some rule of the file excepts that entry.
    func excepts(_ entry: String) -> Bool {
        (yaml.value(at: [.key("rules")])?.items ?? []).contains {
            $0["unless"]?.holds(entry) == true
        }
    }

    /// The text with an exception from a rule, under its `unless`. The same text when it
    /// stands there already.
    func excepting(
        _ entry: String, from rule: String, remark: String
    ) throws(RuleEditRefusal) -> [UInt8] {
        guard let place = yaml.place(ofRule: rule) else { return bytes }
        let path: [YAMLStep] = [.key("rules"), .index(place), .key("unless")]
        if yaml.value(at: path)?.holds(entry) == true { return bytes }
        return try yaml.adding(YAMLItem(text: entry, remark: remark), at: path)
    }

    private static func head(of file: String) -> String {
        """
        # Rules that accepted suggestions made. They are yours to change; see
        # docs/suggestions.md.

        pack: \(file.fileStem)

        """
    }
}
