/// A value of a YAML document, with the bytes that it takes in the file.
struct YAMLOutline {
    /// What a value is.
    enum Content {
        case text(String, YAMLTextStyle)
        case alias(String)
        case list([YAMLOutline], isFlow: Bool)
        case mapping([YAMLOutlinePair], isFlow: Bool)
    }

    let content: Content
    /// Of a list or mapping without brackets, only the beginning is to be relied on.
    let range: Range<Int>
    /// Whether an anchor or a tag stands before it.
    let hasProperties: Bool

    /// Where the last of its own text ends.
    var end: Int {
        switch content {
        case .list(let items, isFlow: false): items.last?.end ?? range.lowerBound
        case .mapping(let pairs, isFlow: false):
            pairs.last.map { max($0.key.end, $0.value.end) } ?? range.lowerBound
        default: range.upperBound
        }
    }

    /// The text, when it is one.
    var text: String? {
        if case .text(let text, _) = content { text } else { nil }
    }

    /// Whether nothing was written behind the key.
    var isMissing: Bool {
        if case .text("", .plain) = content { true } else { false }
    }

    /// The pairs, when it is a mapping.
    var pairs: [YAMLOutlinePair]? {
        if case .mapping(let pairs, _) = content { pairs } else { nil }
    }

    /// The items, when it is a list.
    var items: [YAMLOutline]? {
        if case .list(let items, _) = content { items } else { nil }
    }

    /// The value of a key.
    subscript(key: String) -> YAMLOutline? { pairs?.first { $0.key.text == key }?.value }
}

/// A key of a mapping with its value.
struct YAMLOutlinePair {
    let key: YAMLOutline
    let value: YAMLOutline
}
