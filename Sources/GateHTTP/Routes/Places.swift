import GateCore
import Synchronization

/// A number of places for what may be under way only so often at once, of which one
/// tenant cannot take all.
final class Places: Sendable {
    private let taken = Mutex<[TenantID: Int]>([:])
    private let total: Int
    private let each: Int

    /// - Parameters:
    ///   - total: how many places there are.
    ///   - each: how many of them one tenant may have.
    init(total: Int, each: Int) {
        self.total = total
        self.each = each
    }

    /// Takes a place; false when there is none for that tenant.
    func take(for tenant: TenantID) -> Bool {
        taken.withLock { taken in
            let mine = taken[tenant, default: 0]
            guard mine < each, taken.values.reduce(0, +) < total else { return false }
            taken[tenant] = mine + 1
            return true
        }
    }

    /// Gives a place back that was taken for that tenant.
    func give(for tenant: TenantID) {
        taken.withLock { taken in
            let left = taken[tenant, default: 1] - 1
            taken[tenant] = left > 0 ? left : nil
        }
    }
}
