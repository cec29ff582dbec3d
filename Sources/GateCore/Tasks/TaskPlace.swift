/// The place that a task takes while it is queued or at work: one of any account in a set.
public struct TaskPlace: Hashable, Sendable {
    /// The accounts that may draw it; nil for any that gets new work.
    public let accounts: Set<AccountID>?

    /// - Parameter accounts: those that may draw it; nil for any.
    public init(_ accounts: Set<AccountID>?) { self.accounts = accounts }

    /// As it is kept: the names in their order, with commas between; nothing for any account.
    public var text: String {
        accounts.map { $0.map(\.rawValue).sorted().joined(separator: ",") } ?? ""
    }

    /// - Parameter text: as `text` has it. A name has no comma (`AccountID.isName`).
    public init(text: String) {
        accounts =
            text.isEmpty ? nil : Set(text.split(separator: ",").map { AccountID(String($0)) })
    }
}

extension TaskRecord {
    /// The place it takes; nil while it is held, and once its slot is free. What was sent has
    /// its account's, whoever might have drawn it.
    public var place: TaskPlace? {
        if status == .queued { return TaskPlace(accounts.map(Set.init)) }
        return holdsSlot ? TaskPlace([account ?? .standard]) : nil
    }
}
