import Logging

/// Watches one file by inotify, with a slow look at its inode behind that.
struct InotifyWatcher: RuleWatcher {
    private let path: String
    private let log: Logger

    /// - Parameters:
    ///   - path: the file; it need not exist.
    ///   - log: told when the kernel refuses to watch.
    init(path: String, log: Logger) {
        self.path = path
        self.log = log
    }

    func changes() -> AsyncStream<Void> {
        // A change that nobody has looked at yet stands for all that follow it.
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let watch = FileWatch(path: path, log: log) { continuation.yield() }
            continuation.onTermination = { _ in watch.stop() }
            watch.start()
        }
    }
}
