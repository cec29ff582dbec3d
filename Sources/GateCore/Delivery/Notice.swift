/// One webhook to deliver: its content never changes, whatever the retries.
public struct Notice: Hashable, Sendable, Codable {
    /// `webhook-id`, the same over all retries.
    public let id: NoticeID
    public let tenant: TenantID
    /// What it tells of; nil when that is no task. Webhooks of one task arrive in order.
    public let task: TaskID?
    public let type: NoticeType
    /// Where it goes. A replay follows the tenant to a new address.
    public var url: String
    /// Whether the task's own call named the address: then it stays, whatever the tenant's
    /// is; nil for no.
    public let isOwnAddress: Bool?
    /// The JSON body.
    public let body: String
    public let createdAt: Timestamp

    /// Describes one webhook; see the properties.
    public init(
        id: NoticeID, tenant: TenantID, task: TaskID?, type: NoticeType, url: String,
        isOwnAddress: Bool? = nil, body: String, createdAt: Timestamp
    ) {
        self.id = id
        self.tenant = tenant
        self.task = task
        self.type = type
        self.url = url
        self.isOwnAddress = isOwnAddress
        self.body = body
        self.createdAt = createdAt
    }
}
