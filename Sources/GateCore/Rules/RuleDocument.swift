/// One rule file as it stands on disk.
public struct RuleDocument: Hashable, Sendable {
    /// What the file is to the rules.
    public enum Role: String, Sendable {
        case pack, overlay, list, pipeline
    }

    /// `banned_words.txt`, `house.yaml`, `tenants/acme.yaml`: unique among all of them.
    public let name: String
    public let role: Role
    /// The path, as the configuration names it.
    public let path: String
    public let text: String
    /// Another text has another tag.
    public let tag: String

    /// Describes one file; see the properties.
    public init(name: String, role: Role, path: String, text: String, tag: String) {
        self.name = name
        self.role = role
        self.path = path
        self.text = text
        self.tag = tag
    }
}
