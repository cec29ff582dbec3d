import GateCore

/// Reads the values of keys, and tells the sheet of those that are not what the key takes.
struct FieldReader {
    /// A longer id or category is a mistake.
    static let largestNameLength = 100

    let sheet: FaultSheet
    let source: YAMLSource

    // MARK: Shapes

    /// The pairs of a mapping.
    /// - Parameter subject: what the mapping is, to begin a sentence with.
    func mapping(_ node: YAMLNode, _ subject: String) -> [YAMLPair] {
        if case .mapping(let pairs) = node.content { return pairs }
        sheet.tell(node, of: subject, isNot: "keys with values")
        return []
    }

    /// The pairs of the mapping behind a key.
    func mapping(_ pair: YAMLPair) -> [YAMLPair] { mapping(pair.value, "\"\(pair.key)\"") }

    /// The items of a list.
    func list(_ pair: YAMLPair, of items: String) -> [YAMLNode] {
        if case .list(let nodes) = pair.value.content { return nodes }
        sheet.tell(pair.value, of: "\"\(pair.key)\"", isNot: "a list of \(items)")
        return []
    }

    /// A text.
    func text(_ pair: YAMLPair) -> String? {
        if let text = pair.value.text { return text }
        sheet.tell(pair.value, of: "\"\(pair.key)\"", isNot: "a text")
        return nil
    }

    /// The texts of a list, or one text by itself; each with its node, for its place.
    func texts(_ pair: YAMLPair) -> [(text: String, node: YAMLNode)] {
        if let text = pair.value.text { return [(text, pair.value)] }
        guard case .list(let nodes) = pair.value.content else {
            sheet.tell(pair.value, of: "\"\(pair.key)\"", isNot: "a text or a list of texts")
            return []
        }
        return nodes.compactMap { node in
            if let text = node.text { return (text, node) }
            if node.isMissing {
                sheet.tell(node.place, "An item of \"\(pair.key)\" is empty.", "Remove it.")
            } else {
                sheet.tell(node, of: "An item of \"\(pair.key)\"", isNot: "a text")
            }
            return nil
        }
    }

    // MARK: Names

    /// One of some words.
    func choice<Choice: RawRepresentable<String>>(
        _ pair: YAMLPair, of choices: [Choice]
    ) -> Choice? {
        guard let text = text(pair) else { return nil }
        return choice(text, pair.key, at: pair.value.place, of: choices)
    }

    private func choice<Choice: RawRepresentable<String>>(
        _ text: String, _ key: String, at place: YAMLPlace, of choices: [Choice]
    ) -> Choice? {
        if let choice = Choice(rawValue: text), choices.contains(where: { $0.rawValue == text }) {
            return choice
        }
        let words = choices.map(\.rawValue)
        sheet.tell(
            place, "\"\(key)\" cannot be \"\(text)\".",
            "Write \(Self.alternatives(words))." + Self.hint(text, words))
        return nil
    }

    /// The zones that a rule judges: one or a list.
    func zones(_ pair: YAMLPair) -> ZoneSet? {
        let texts = texts(pair)
        if texts.isEmpty, case .list(let nodes) = pair.value.content, nodes.isEmpty {
            sheet.tell(
                pair.value.place, "\"zones\" is an empty list: the rule would look nowhere.",
                "Write \(Self.alternatives(PromptZone.allCases.map(\.rawValue))).")
        }
        let zones = texts.compactMap { text, node in
            choice(text, pair.key, at: node.place, of: PromptZone.allCases)
        }
        return zones.isEmpty ? nil : zones.reduce(into: []) { $0.formUnion(ZoneSet($1)) }
    }

    /// The id of a rule or list.
    func id(_ pair: YAMLPair) -> String? {
        name(pair, what: "an id", extra: "")
    }

    /// A category's name, which may have a slash as OpenAI's have.
    func slug(_ pair: YAMLPair) -> String? {
        name(pair, what: "a category", extra: "/")
    }

    private func name(_ pair: YAMLPair, what: String, extra: String) -> String? {
        guard let text = text(pair) else { return nil }
        guard Self.isName(text, extra: extra) else {
            refuseName(text, what, extra, at: pair.value.place)
            return nil
        }
        return text
    }

    /// Tells that a name is not one.
    func refuseName(_ text: String, _ what: String, _ extra: String, at place: YAMLPlace) {
        sheet.tell(
            place, "\"\(text.prefix(Self.largestNameLength))\" cannot be \(what).",
            "Write 1 to \(Self.largestNameLength) of A-Z a-z 0-9 . _ - \(extra)".trimmingBlank
                + ", beginning with a letter or digit.")
    }

    /// Whether `text` is of the characters that names consist of.
    static func isName(_ text: String, extra: String = "") -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, first.isLetterOrDigit, bytes.count <= largestNameLength
        else { return false }
        return bytes.allSatisfy { byte in
            byte.isLetterOrDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-") || extra.utf8.contains(byte)
        }
    }

    // MARK: Keys

    /// Tells of a key that nothing takes.
    /// - Parameter owner: what holds the key, such as `a rule`.
    func refuse(_ pair: YAMLPair, of owner: String, known: [String]) {
        let isMerge = pair.key == "<<"
        sheet.tell(
            pair.place, "\(owner) has no key \"\(pair.key)\".",
            isMerge
                ? "Write the keys out: merging is not supported."
                : Spelling.hint(for: pair.key, in: known)
                    ?? "Remove it, or write one of \(known.sorted().joined(separator: ", ")).")
    }

    // MARK: Sentences

    private static func alternatives(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func hint(_ text: String, _ words: [String]) -> String {
        Spelling.hint(for: text, in: words).map { " \($0)" } ?? ""
    }
}

extension String {
    /// Without blanks at its end.
    fileprivate var trimmingBlank: String {
        hasSuffix(" ") ? String(dropLast()).trimmingBlank : self
    }
}

extension UInt8 {
    /// Whether this is an ASCII letter or digit.
    var isLetterOrDigit: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
