import GateCore

/// Chooses the account for a task: the least busy of those that may take it. Pure.
///
/// Busy is measured against what an account can do, `slots × weight`, so that an account with
/// twice the slots gets twice the work. One whose Gateway session stands goes before one that
/// is connecting. The order of the names decides between equals, so that the same standings
/// always give the same choice.
public struct LeastBusy: Sendable {
    private let standings: [AccountStanding]

    /// - Parameter standings: all accounts, each once.
    public init(_ standings: [AccountStanding]) { self.standings = standings }

    /// Where a task goes that may go where `wish` says.
    public func choice(for wish: AccountWish) -> AccountChoice {
        let allowed = candidates(wish)
        guard !allowed.isEmpty else { return .none }
        let usable = allowed.filter { $0.parkedFor == nil }
        guard !usable.isEmpty else {
            let named = allowed.sorted { $0.id.rawValue < $1.id.rawValue }
            return .parked(named.compactMap(\.parkedFor))
        }
        let best = usable.filter(\.hasRoom).min(by: goesBefore)
        return best.map { .account($0.id) } ?? .full
    }

    private func candidates(_ wish: AccountWish) -> [AccountStanding] {
        switch wish {
        case .any: standings.filter { $0.weight > 0 }
        case .pinned(let names): standings.filter { $0.weight > 0 && names.contains($0.id) }
        case .owner(let name): standings.filter { $0.id == name }
        }
    }

    private func goesBefore(_ one: AccountStanding, _ other: AccountStanding) -> Bool {
        let ready = (one.health == .connected, other.health == .connected)
        if ready.0 != ready.1 { return ready.0 }
        let busy = (busyness(one), busyness(other))
        if busy.0 != busy.1 { return busy.0 < busy.1 }
        return one.id.rawValue < other.id.rawValue
    }

    /// With the task that is being placed, so that of two idle accounts the stronger one is first.
    private func busyness(_ standing: AccountStanding) -> Double {
        let strength = Double(max(1, standing.capacity.slots)) * Double(max(1, standing.weight))
        return (Double(standing.load) + 1) / strength
    }
}
