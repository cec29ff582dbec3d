/// Reads the keys of one mapping of a configuration file.
///
/// Every getter remembers that its key was asked for; what nobody asked for is refused as
/// unknown at the end. A value that is not what the getter wants is told of, and nil comes
/// back as if the key were absent: the file will not take effect, so the default that
/// stands in for it judges nothing.
public final class SettingFields {
    /// What holds the keys, to begin a sentence with: `Stage "second-opinion"`.
    public internal(set) var owner: String
    /// Where the mapping begins.
    public let place: ConfigPlace
    private let pairs: [ConfigPair]
    private let sheet: SettingFaults
    private var asked: Set<String> = []
    private var inner: [SettingFields] = []

    /// - Parameters:
    ///   - node: the mapping; anything else is told of, and read as an empty one.
    ///   - owner: what holds the keys, to begin a sentence with.
    ///   - sheet: takes what is wrong.
    public init(_ node: ConfigNode, owner: String, sheet: SettingFaults) {
        self.owner = owner
        self.sheet = sheet
        place = node.place
        switch node.content {
        case .mapping(let pairs): self.pairs = pairs
        case .missing: pairs = []
        case .text, .list:
            pairs = []
            sheet.tell(node.place, "\(owner) is \(node.kind).", "Write keys with values.")
        }
    }

    /// The keys that were written, in order.
    public var keys: [String] { pairs.map(\.key) }

    // MARK: Texts

    /// A text that is not empty.
    public func text(_ key: String) -> String? {
        guard let pair = pair(key) else { return nil }
        guard case .text(let text) = pair.value.content, !text.isEmpty else {
            refuse(pair, isNot: "a text")
            return nil
        }
        return text
    }

    /// The texts of a list, or one text by itself; nil when the key is absent.
    public func texts(_ key: String) -> [String]? {
        guard let pair = pair(key) else { return nil }
        switch pair.value.content {
        case .text(let text): return [text]
        case .list(let nodes):
            return nodes.compactMap { node in
                if case .text(let text) = node.content { return text }
                sheet.tell(
                    node.place, "An item of \"\(key)\" is \(node.kind).", "Write a text.")
                return nil
            }
        case .missing, .mapping:
            refuse(pair, isNot: "a text or a list of texts")
            return nil
        }
    }

    /// One of some words.
    public func choice<Choice: RawRepresentable<String>>(
        _ key: String, of choices: [Choice]
    ) -> Choice? {
        guard let text = text(key) else { return nil }
        if let choice = choices.first(where: { $0.rawValue == text }) { return choice }
        let words = choices.map(\.rawValue)
        let hint = Spelling.hint(for: text, in: words).map { " \($0)" } ?? ""
        refuse(
            key, "\"\(key)\" cannot be \"\(text)\".", "Write \(Self.alternatives(words)).\(hint)")
        return nil
    }

    // MARK: Numbers

    /// A whole number.
    public func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        refuse(
            key, "\"\(key)\" cannot be \"\(text)\".",
            "Write a whole number from \(range.lowerBound) to \(range.upperBound).")
        return nil
    }

    /// A number.
    public func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let text = text(key) else { return nil }
        if let number = Double(text), range.contains(number) { return number }
        refuse(
            key, "\"\(key)\" cannot be \"\(text)\".",
            "Write a number from \(range.lowerBound) to \(range.upperBound).")
        return nil
    }

    /// `true` or `false`.
    public func flag(_ key: String) -> Bool? {
        guard let text = text(key) else { return nil }
        if let flag = Bool(text.lowercased()) { return flag }
        refuse(key, "\"\(key)\" cannot be \"\(text)\".", "Write true or false.")
        return nil
    }

    /// A duration with its unit: `250ms`, `2s`, `5m`, `1h` or `30d`.
    public func duration(
        _ key: String, in range: ClosedRange<Duration> = .milliseconds(1) ... .seconds(86_400 * 366)
    ) -> Duration? {
        guard let text = text(key) else { return nil }
        if let duration = DurationText.duration(text), range.contains(duration) { return duration }
        refuse(
            key, "\"\(key)\" cannot be \"\(text)\".",
            "Write a duration from \(DurationText.text(range.lowerBound)) to "
                + "\(DurationText.text(range.upperBound)), such as 250ms, 2s, 5m or 1h.")
        return nil
    }

    // MARK: Mappings

    /// The keys of an inner mapping; nil when the key is absent. What nobody asks it for is
    /// refused with the outer one's.
    public func mapping(_ key: String) -> SettingFields? {
        pair(key).map { fields(of: $0.value, "\"\($0.key)\"") }
    }

    /// The mappings of a list, each with its keys.
    public func mappings(_ key: String) -> [SettingFields] {
        guard let pair = pair(key) else { return [] }
        guard case .list(let nodes) = pair.value.content else {
            refuse(pair, isNot: "a list")
            return []
        }
        return nodes.map { fields(of: $0, "An item of \"\(key)\"") }
    }

    /// A mapping whose keys are names that its author chose, each with a text.
    public func named(_ key: String) -> [(name: String, text: String, place: ConfigPlace)] {
        chosen(key).compactMap { pair in
            if case .text(let text) = pair.value.content {
                return (pair.key, text, pair.value.place)
            }
            sheet.tell(
                pair.value.place, "\"\(pair.key)\" is \(pair.value.kind).", "Write a text.")
            return nil
        }
    }

    /// A mapping whose keys are names that its author chose, each with a mapping.
    public func namedMappings(_ key: String) -> [(name: String, fields: SettingFields)] {
        chosen(key).map { ($0.key, fields(of: $0.value, "\"\($0.key)\"")) }
    }

    private func chosen(_ key: String) -> [ConfigPair] {
        guard let pair = pair(key) else { return [] }
        guard case .mapping(let pairs) = pair.value.content else {
            refuse(pair, isNot: "names with values")
            return []
        }
        return pairs
    }

    private func fields(of node: ConfigNode, _ owner: String) -> SettingFields {
        let fields = SettingFields(node, owner: owner, sheet: sheet)
        inner.append(fields)
        return fields
    }

    // MARK: Faults

    /// Tells that a key's value cannot be taken.
    ///
    /// - Parameters:
    ///   - key: the key; where it is absent, the mapping as a whole is meant.
    ///   - message: what is wrong, as a sentence.
    ///   - remedy: what to write instead, as a sentence.
    public func refuse(_ key: String, _ message: String, _ remedy: String) {
        let pair = pairs.first { $0.key == key }
        sheet.tell(pair?.value.place ?? place, message, remedy)
    }

    /// Tells of a key that must be there and is not.
    public func require(_ key: String, _ remedy: String) {
        guard !pairs.contains(where: { $0.key == key }) else { return }
        sheet.tell(place, "\(owner) has no \"\(key)\".", remedy)
    }

    /// Refuses the keys that nobody asked for; called once all were.
    public func refuseUnknown() {
        for pair in pairs where !asked.contains(pair.key) {
            let remedy =
                Spelling.hint(for: pair.key, in: asked.sorted())
                ?? "Remove it, or write one of \(asked.sorted().joined(separator: ", "))."
            sheet.tell(pair.place, "\(owner) has no key \"\(pair.key)\".", remedy)
        }
        for fields in inner { fields.refuseUnknown() }
    }

    /// Takes every key for known.
    func takeAll() { asked.formUnion(keys) }

    /// What the keys say besides those named, as a mapping.
    func rest(without names: Set<String>) -> ConfigNode {
        ConfigNode(.mapping(pairs.filter { !names.contains($0.key) }), at: place)
    }

    private func pair(_ key: String) -> ConfigPair? {
        asked.insert(key)
        return pairs.first { $0.key == key }
    }

    private func refuse(_ pair: ConfigPair, isNot wanted: String) {
        sheet.tell(
            pair.value.place, "\"\(pair.key)\" is \(pair.value.kind).", "Write \(wanted).")
    }

    private static func alternatives(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
