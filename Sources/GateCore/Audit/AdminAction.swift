/// What an admin did, or was about to do.
public struct AdminAction: Hashable, Sendable, Codable {
    /// The key it was done with; `local` for a command on the gateway's own machine.
    public let actor: KeyID
    /// As a noun and a verb: `tenant.create`.
    public let action: String
    /// What it was done to: a tenant's id, a revision.
    public let target: String
    /// What else tells a reader what changed; no secret.
    public let detail: JSONValue

    /// Describes one action; see the properties.
    public init(actor: KeyID, action: String, target: String, detail: JSONValue) {
        self.actor = actor
        self.action = action
        self.target = target
        self.detail = detail
    }
}
