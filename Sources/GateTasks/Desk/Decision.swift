import GateCore

/// What is decided about a held task, by whom and why.
struct Decision: Sendable {
    /// What is decided, as audit records name it.
    enum Act: String {
        case approve = "held.approve"
        case deny = "held.deny"
        case expire = "held.expire"
    }

    /// Who decides when nobody does.
    static let gateway: KeyID = "gateway"

    let act: Act
    /// The task as it is held.
    let task: TaskRecord
    /// Its tenant, as it is now.
    let tenant: Tenant
    let reason: String?
    /// The admin's key.
    let admin: KeyID
}
