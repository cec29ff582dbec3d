import Synchronization

/// A number of places, for what may be under way only so often at once.
final class Places: Sendable {
    private let free: Mutex<Int>

    /// - Parameter count: how many places there are.
    init(_ count: Int) { free = Mutex(count) }

    /// Takes a place; false when there is none.
    func take() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    /// Gives a place back that was taken.
    func give() { free.withLock { $0 += 1 } }
}
