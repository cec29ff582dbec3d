import GateCore

/// The texts of a result that a person reads: its content, and the words of its embeds.
enum ResultTexts {
    private static let own = ["title", "description"]
    private static let inner = [("footer", "text"), ("author", "name")]
    private static let ofFields = ["name", "value"]

    /// All that are not empty, each once, in order.
    static func all(of result: TaskResult) -> [String] {
        var texts: [String] = []
        _ = replaced(in: result) { text in
            if !texts.contains(text) { texts.append(text) }
            return text
        }
        return texts
    }

    /// The result with every text that is not empty replaced.
    static func replaced(in result: TaskResult, _ replace: (String) -> String) -> TaskResult {
        var changed = result
        if !result.content.isEmpty { changed.content = replace(result.content) }
        changed.embeds = result.embeds.map { embed($0, replace) }
        return changed
    }

    private static func embed(_ embed: JSONValue, _ replace: (String) -> String) -> JSONValue {
        var changed = members(own, of: embed, replace)
        for (key, member) in inner {
            guard let object = changed[key] else { continue }
            changed = changed.adding(key, members([member], of: object, replace))
        }
        guard let fields = changed["fields"]?.array else { return changed }
        return changed.adding("fields", .array(fields.map { members(ofFields, of: $0, replace) }))
    }

    private static func members(
        _ names: [String], of object: JSONValue, _ replace: (String) -> String
    ) -> JSONValue {
        names.reduce(object) { object, name in
            guard let text = object[name]?.string, !text.isEmpty else { return object }
            return object.adding(name, .string(replace(text)))
        }
    }
}
