import GateCore
import GateDiscord

/// One account as it is to be set up.
struct AccountPlan: Sendable {
    let draft: AccountDraft
    let source: AccountCard.Source
    /// Why it cannot be used as it is; nil for nothing.
    var fault: AccountCondition?
    /// The version of the imagine command, where an operator insists on one.
    var drawVersion: String?

    var capacity: Capacity { Capacity(slots: draft.concurrency, waiting: draft.queue) }
}
