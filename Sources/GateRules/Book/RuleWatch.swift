import Dispatch
import Glibc
import Logging

/// One running watch over all rule files.
///
/// inotify on the directories sees saves at once, renames over a file and swapped symbolic
/// links (`..data`) included. What it cannot see (a target in another directory, a
/// directory that is replaced or comes later, some network file systems), a look at the
/// inodes finds within a second. A file that is being written is left alone until its
/// writer closes it, or until two looks see the same: half a list is a valid list.
///
/// `@unchecked Sendable`: all state is touched on `queue` alone.
final class RuleWatch: @unchecked Sendable {
    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_CREATE)
    private static let interval = DispatchTimeInterval.milliseconds(300)

    private let locations: RuleLocations
    private let log: Logger
    private let onChange: @Sendable () -> Void
    private let queue = DispatchQueue(label: "promptgate.rules.watch")

    private var descriptor: Int32 = -1
    private var inotify: (any DispatchSourceRead)?
    private var timer: (any DispatchSourceTimer)?
    /// The kernel's number for each watched directory.
    private var watched: [String: Int32] = [:]
    private var hasComplained = false
    private var seen: RuleSignatures
    private var told: RuleSignatures

    /// - Parameters:
    ///   - locations: where the rules stand.
    ///   - log: told when the kernel refuses to watch.
    ///   - onChange: called on a queue of the watch's own.
    init(_ locations: RuleLocations, log: Logger, onChange: @escaping @Sendable () -> Void) {
        self.locations = locations
        self.log = log
        self.onChange = onChange
        seen = RuleSignatures(of: locations)
        told = seen
    }

    /// Begins; what changes from now on is told.
    func start() {
        queue.sync {
            open()
            watchDirectories()
            seen = RuleSignatures(of: locations, after: seen)
            told = seen
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now() + Self.interval, repeating: Self.interval)
            timer.setEventHandler { [weak self] in self?.look() }
            timer.resume()
            self.timer = timer
        }
    }

    /// Ends, and frees what the kernel gave.
    func stop() {
        queue.async {
            self.timer?.cancel()
            self.inotify?.cancel()
            self.timer = nil
            self.inotify = nil
        }
    }

    // MARK: The kernel

    private func open() {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return complain("inotify_init1", "") }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [weak self] in self?.readEvents() }
        source.setCancelHandler { [descriptor] in close(descriptor) }
        source.resume()
        inotify = source
    }

    /// Watches every directory that is there. One that was replaced has another number.
    private func watchDirectories() {
        guard inotify != nil else { return }
        let wanted = seen.directories
        var now: [String: Int32] = [:]
        for directory in wanted {
            let number = inotify_add_watch(descriptor, directory, Self.events)
            if number >= 0 {
                now[directory] = number
            } else if errno != ENOENT && errno != ENOTDIR {
                complain("inotify_add_watch", directory)
            }
        }
        for number in Set(watched.values).subtracting(now.values) {
            inotify_rm_watch(descriptor, number)
        }
        watched = now
    }

    private func complain(_ call: String, _ directory: String) {
        if hasComplained { return }
        hasComplained = true
        log.warning(
            "Watching by inotify failed; changes are found by looking every 300 ms.",
            metadata: [
                "call": "\(call)", "directory": "\(directory)",
                "error": "\(String(cString: strerror(errno)))",
            ])
    }

    // MARK: Changes

    private func readEvents() {
        var isOurs = false
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            if buffer[..<count].withUnsafeBytes(concernsRules) { isOurs = true }
        }
        guard isOurs else { return }
        let now = RuleSignatures(of: locations, after: seen)
        seen = now
        watchDirectories()
        tell(now)
    }

    /// Whether one of the events is about a rule file, or a rename, which may be the swap
    /// of a symbolic link on the way to one.
    private func concernsRules(_ events: UnsafeRawBufferPointer) -> Bool {
        let header = MemoryLayout<inotify_event>.size
        var place = 0
        while place + header <= events.count {
            let event = events.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
            let end = place + header + Int(event.len)
            let bytes = events[(place + header)..<min(end, events.count)].prefix { $0 != 0 }
            if concernsRules(event.mask, String(decoding: bytes, as: UTF8.self)) { return true }
            place = end
        }
        return false
    }

    private func concernsRules(_ mask: UInt32, _ name: String) -> Bool {
        if mask & UInt32(IN_MOVED_TO | IN_Q_OVERFLOW) != 0 { return true }
        // A file that was just made is still empty; its writer will close it.
        let isNewFile = mask & UInt32(IN_CREATE) != 0 && mask & UInt32(IN_ISDIR) == 0
        return !isNewFile && seen.mayConcern(name)
    }

    /// The slow look: tells a change that has come to rest and was not told.
    private func look() {
        let now = RuleSignatures(of: locations, after: seen)
        let isAtRest = now == seen
        seen = now
        watchDirectories()
        if isAtRest, now != told { tell(now) }
    }

    private func tell(_ signatures: RuleSignatures) {
        told = signatures
        onChange()
    }
}
