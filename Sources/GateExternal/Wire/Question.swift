import GateCore

/// What a service is asked about. Nothing else goes out.
struct Question: Hashable, Sendable {
    /// Whose text it is.
    enum Side: String, Sendable { case request, response }

    let text: String
    let tenant: TenantID
    /// The trigger's route, or `moderate`.
    let kind: String
    /// The tenant's own user, where the call named one.
    let endUser: String?
    let side: Side

    /// How many code points the text has; spans count in them.
    var length: Int { text.unicodeScalars.count }

    /// The members `tenant`, `kind` and `user`, named as a format names them, of what may go
    /// out.
    func details(
        _ allowed: Set<SentDetail>, tenant: String, kind: String, user: String
    ) -> [String: JSONValue] {
        var details: [String: JSONValue] = [:]
        if allowed.contains(.tenant) { details[tenant] = .string(self.tenant.rawValue) }
        if allowed.contains(.kind) { details[kind] = .string(self.kind) }
        if allowed.contains(.endUser), let endUser { details[user] = .string(endUser) }
        return details
    }
}
