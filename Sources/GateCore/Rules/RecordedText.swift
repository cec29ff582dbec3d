/// A text that came once, and whose it was.
public struct RecordedText: Hashable, Sendable {
    /// Names the record.
    public let id: String
    public let text: String
    public let tenant: TenantID?

    /// Describes one text; see the properties.
    public init(id: String, text: String, tenant: TenantID?) {
        self.id = id
        self.text = text
        self.tenant = tenant
    }
}
