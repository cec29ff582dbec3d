/// How many tasks may be queued or at work: each account has slots and places to wait of its own,
/// and a task takes one of any account that may draw it.
///
/// So the tasks of tenants that are pinned to one account can fill that account's places, and no
/// other's. A set of accounts is full when those tasks that nobody else may draw are as many as
/// its places; a new task is taken when neither its own set, nor a larger one that tasks wait
/// for, is full. That is Hall's condition for everyone to get a place, without the sets that only
/// overlap: of tenants pinned to `a, b` and to `b, c` one may find the queue full too late.
public struct QueueRoom: Hashable, Sendable {
    private let capacities: [AccountID: Capacity]
    /// Those that get new work of tenants that are not pinned.
    private let open: Set<AccountID>

    /// - Parameter standings: all accounts. Parked ones have no room, and what only they may
    ///   draw takes none from others.
    public init(_ standings: [AccountStanding]) {
        let usable = standings.filter { $0.parkedFor == nil }
        capacities = Dictionary(
            usable.map { ($0.id, $0.capacity) }, uniquingKeysWith: { first, _ in first })
        open = Set(usable.filter { $0.weight > 0 }.map(\.id))
    }

    /// The room of one account, which may draw everything.
    /// - Parameters:
    ///   - slots: tasks at work at once, at least 1.
    ///   - waiting: tasks that may wait, 0 or more.
    public init(slots: Int, waiting: Int) {
        capacities = [.standard: Capacity(slots: slots, waiting: waiting)]
        open = [.standard]
    }

    /// Whether one more task is taken, and how many wait before it.
    /// - Parameters:
    ///   - place: the new task's.
    ///   - taken: how many tasks take each place.
    public func admission(to place: TaskPlace, taken: [TaskPlace: Int]) -> Admission {
        let own = usable(place)
        guard !own.isEmpty else { return .full }
        let groups = taken.map { Group(accounts: usable($0.key), tasks: $0.value) }
            .filter { !$0.accounts.isEmpty }
        let wider = groups.map(\.accounts).filter(own.isSubset)
        var position = 0
        for set in Set(wider + [own, Set(capacities.keys)]) {
            let capacity = capacity(of: set)
            let inside = groups.filter { $0.accounts.isSubset(of: set) }
            // Not as a sum: either number may be the largest there is.
            guard inside.map(\.tasks).reduce(0, +) - capacity.slots < capacity.waiting else {
                return .full
            }
            let before = inside.map { tasks(of: $0, before: own) }.reduce(0, +)
            position = max(position, before - capacity.slots + 1)
        }
        return .admitted(position: position)
    }

    private struct Group {
        let accounts: Set<AccountID>
        let tasks: Int
    }

    /// Those that wait for fewer accounts hold no more than these have slots.
    private func tasks(of group: Group, before own: Set<AccountID>) -> Int {
        own.isSubset(of: group.accounts)
            ? group.tasks : min(group.tasks, capacity(of: group.accounts).slots)
    }

    /// What the accounts of a place can take together.
    public func capacity(of place: TaskPlace) -> Capacity { capacity(of: usable(place)) }

    private func usable(_ place: TaskPlace) -> Set<AccountID> {
        place.accounts?.filter { capacities[$0] != nil } ?? open
    }

    private func capacity(of set: Set<AccountID>) -> Capacity {
        Capacity.sum(set.compactMap { capacities[$0] })
    }
}
