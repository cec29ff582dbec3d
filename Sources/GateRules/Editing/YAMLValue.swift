/// What a YAML document says, without how it says it: to see that an edit changed one
/// thing and nothing else.
indirect enum YAMLValue: Equatable {
    case missing
    case text(String)
    case alias(String)
    case list([YAMLValue])
    /// Keys with their values, in order.
    case mapping([Pair])

    /// A key with its value.
    struct Pair: Equatable {
        let key: YAMLValue
        var value: YAMLValue
    }

    /// What an outline says.
    init(_ outline: YAMLOutline?) {
        switch outline?.content {
        case nil: self = .missing
        case .text(let text, let style):
            self = text.isEmpty && style == .plain ? .missing : .text(text)
        case .alias(let name): self = .alias(name)
        case .list(let items, _): self = .list(items.map { YAMLValue($0) })
        case .mapping(let pairs, _):
            self = .mapping(
                pairs.map { Pair(key: YAMLValue($0.key), value: YAMLValue($0.value)) })
        }
    }

    /// This value with `item` at the end of the list that `path` leads to; where one text
    /// stands, or nothing, a list takes its place.
    func adding(_ item: YAMLValue, at path: ArraySlice<YAMLStep>) -> YAMLValue {
        guard let step = path.first else { return appending(item) }
        let rest = path.dropFirst()
        switch (step, self) {
        case (.index(let place), .list(var items)) where items.indices.contains(place):
            items[place] = items[place].adding(item, at: rest)
            return .list(items)
        case (.key(let name), .mapping(var pairs)):
            if let place = pairs.firstIndex(where: { $0.key == .text(name) }) {
                pairs[place].value = pairs[place].value.adding(item, at: rest)
                return .mapping(pairs)
            }
            let made = Pair(key: .text(name), value: YAMLValue.missing.adding(item, at: rest))
            return .mapping(pairs + [made])
        case (.key, .missing): return YAMLValue.mapping([]).adding(item, at: path)
        default: return self
        }
    }

    private func appending(_ item: YAMLValue) -> YAMLValue {
        switch self {
        case .missing: .list([item])
        case .list(let items): .list(items + [item])
        default: .list([self, item])
        }
    }

    /// The same, for comparing documents in which keys were added in the middle: the pairs
    /// of every mapping by their names.
    var inOrder: YAMLValue {
        switch self {
        case .list(let items): .list(items.map(\.inOrder))
        case .mapping(let pairs):
            .mapping(
                pairs.map { Pair(key: $0.key, value: $0.value.inOrder) }
                    .sorted { $0.key.name < $1.key.name })
        default: self
        }
    }

    private var name: String {
        if case .text(let text) = self { text } else { "" }
    }
}

/// One step on the way to a value.
enum YAMLStep: Equatable {
    case key(String)
    case index(Int)
}
