import Logging

/// Watches the rule files by inotify, with a slow look at their inodes behind that.
struct InotifyWatcher: RuleWatcher {
    private let locations: RuleLocations
    private let log: Logger

    /// - Parameters:
    ///   - locations: where the rules stand; nothing of it need exist.
    ///   - log: told when the kernel refuses to watch.
    init(_ locations: RuleLocations, log: Logger) {
        self.locations = locations
        self.log = log
    }

    func changes() -> AsyncStream<Void> {
        // A change that nobody has looked at yet stands for all that follow it.
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let watch = RuleWatch(locations, log: log) { continuation.yield() }
            continuation.onTermination = { _ in watch.stop() }
            watch.start()
        }
    }
}
