/// One value of a configuration file, with its place. Every scalar is the text that its
/// author wrote; who asks for a number reads one from it.
public struct ConfigNode: Sendable {
    /// What a value is.
    public enum Content: Sendable {
        /// Nothing was written behind the key.
        case missing
        case text(String)
        case list([ConfigNode])
        case mapping([ConfigPair])
    }

    public let content: Content
    /// Where it begins.
    public let place: ConfigPlace

    /// - Parameters:
    ///   - content: what it is.
    ///   - place: where it begins.
    public init(_ content: Content, at place: ConfigPlace = ConfigPlace()) {
        self.content = content
        self.place = place
    }

    /// Whether two values say the same, wherever they stand and in whatever order their
    /// keys were written.
    public func says(_ other: ConfigNode) -> Bool {
        switch (content, other.content) {
        case (.missing, .missing): true
        case (.text(let left), .text(let right)): left == right
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.says($1) }
        case (.mapping(let left), .mapping(let right)):
            left.count == right.count
                && left.allSatisfy { pair in
                    right.contains { $0.key == pair.key && $0.value.says(pair.value) }
                }
        default: false
        }
    }

    /// What it is, for a sentence that says what was expected instead.
    var kind: String {
        switch content {
        case .missing: "nothing"
        case .text: "a text"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}
