import Synchronization

/// Remembers what happened, in order, whoever saw it.
final class Journal: Sendable {
    private let kept = Mutex<[String]>([])

    var entries: [String] { kept.withLock { $0 } }

    func note(_ entry: String) { kept.withLock { $0.append(entry) } }

    /// Returns once `entry` was noted.
    func wait(for entry: String) async {
        while !entries.contains(entry), !Task.isCancelled { await Task.yield() }
    }
}
