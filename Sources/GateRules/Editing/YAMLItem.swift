/// An item for a list of a YAML file, in both ways to write it.
struct YAMLItem {
    /// As it stands between brackets.
    let flow: String
    /// As it stands behind a dash: line by line.
    let block: [String]
    /// A comment for it, where there is a line for one.
    let remark: String
    /// What it says.
    let value: YAMLValue

    /// A text.
    init(text: String, remark: String) {
        flow = Self.quoted(text)
        block = [flow]
        self.remark = CommentText.line(remark)
        value = .text(text)
    }

    /// A rule: traits by their keys, then its one entry.
    init(rule traits: [(key: String, value: String)], entry: String, remark: String) {
        let pairs = traits.map { "\($0.key): \(Self.quotedIfNeeded($0.value))" }
        block = pairs + ["words: [\(Self.quoted(entry))]"]
        flow = "{ \(block.joined(separator: ", ")) }"
        self.remark = CommentText.line(remark)
        value = .mapping(
            traits.map { YAMLValue.Pair(key: .text($0.key), value: .text($0.value)) } + [
                YAMLValue.Pair(key: .text("words"), value: .list([.text(entry)]))
            ])
    }

    /// The lines of the item in a list whose dashes stand behind `indentation`.
    func lines(_ indentation: String) -> [String] {
        let rest = block.dropFirst().map { "\(indentation)  \($0)" }
        return ["\(indentation)# \(remark)", "\(indentation)- \(block.first ?? "")"] + rest
    }

    /// A text in double quotes.
    static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    /// Names need no quotes.
    private static func quotedIfNeeded(_ text: String) -> String {
        FieldReader.isName(text, extra: "/") ? text : quoted(text)
    }
}
