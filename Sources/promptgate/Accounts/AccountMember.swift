import GateCore
import GateDiscord

/// One account at work: what sends by it, what listens for it, and how it is told to leave.
struct AccountMember: Sendable {
    let plan: AccountPlan
    let state: AccountState
    let dispatcher: any Dispatcher
    private let listener: GatewayListener
    private let leaving: AsyncStream<Void>
    private let leave: AsyncStream<Void>.Continuation

    init(
        _ plan: AccountPlan, state: AccountState, dispatcher: any Dispatcher,
        listener: GatewayListener
    ) {
        self.plan = plan
        self.state = state
        self.dispatcher = dispatcher
        self.listener = listener
        (leaving, leave) = AsyncStream.makeStream()
    }

    var id: AccountID { plan.draft.id }

    var drawing: DrawingAccount {
        DrawingAccount(
            id: id, dispatcher: dispatcher, capacity: plan.capacity, weight: plan.draft.weight)
    }

    /// The same member by a plan with the same tokens: its Gateway session and its state stay.
    init(_ member: AccountMember, by plan: AccountPlan) {
        self.plan = plan
        state = member.state
        dispatcher = member.dispatcher
        listener = member.listener
        leaving = member.leaving
        leave = member.leave
    }

    /// Ends its Gateway session.
    func dismiss() { leave.finish() }

    /// Listens until it is dismissed or cancelled.
    /// - Parameter hear: is told what it sees.
    func work(hear: @escaping @Sendable (TaskSignal) -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [listener] in try await listener.run() }
            group.addTask { [listener, id] in
                for await var signal in listener.signals {
                    signal.account = id
                    hear(signal)
                }
            }
            group.addTask { [leaving] in for await _ in leaving {} }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
