/// One value of a YAML document, with its place.
///
/// Every scalar is the text that its author wrote: YAML's guesses (`off` is a boolean,
/// `0x10` a number) are traps in a file of words.
struct YAMLNode {
    /// What a value is.
    enum Content {
        case text(String, YAMLTextStyle)
        case list([YAMLNode])
        case mapping([YAMLPair])
    }

    let content: Content
    /// Where it begins.
    let place: YAMLPlace
    /// How many values it consists of, itself included, with all aliases written out.
    let weight: Int

    /// The text, when it is one that was written: an empty value without quotes is none.
    /// A block (`|`, `>`) ends with a line break that nobody meant.
    var text: String? {
        guard case .text(let text, let style) = content, !isMissing(text, style) else {
            return nil
        }
        guard style == .literal || style == .folded else { return text }
        return text.lastIndex { !$0.isNewline }.map { String(text[...$0]) } ?? ""
    }

    /// Whether nothing was written behind the key.
    var isMissing: Bool {
        if case .text(let text, let style) = content { isMissing(text, style) } else { false }
    }

    /// Whether it is `[]`.
    var isEmptyList: Bool {
        if case .list(let nodes) = content { nodes.isEmpty } else { false }
    }

    /// What it is, for a sentence that says what was expected instead.
    var kind: String {
        switch content {
        case .text: isMissing ? "nothing" : "a text"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    private func isMissing(_ text: String, _ style: YAMLTextStyle) -> Bool {
        text.isEmpty && style == .plain
    }
}

/// A key of a mapping with its value.
struct YAMLPair {
    let key: String
    /// Where the key begins.
    let place: YAMLPlace
    let value: YAMLNode
}

/// A place in a YAML document.
struct YAMLPlace: Hashable {
    /// Counted from 1; 0 when the document as a whole is meant.
    var line = 0
    /// In code points, counted from 1; 0 when the line as a whole is meant.
    var column = 0
}

/// How a text is written in YAML.
enum YAMLTextStyle {
    case plain, singleQuoted, doubleQuoted
    /// `|`
    case literal
    /// `>`
    case folded
}
