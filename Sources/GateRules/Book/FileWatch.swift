import Dispatch
import Glibc
import Logging

/// One running watch over one file.
///
/// inotify on the parent directory sees saves at once, renames over the file and swapped
/// symbolic links (`..data`) included. What it cannot see (a target in another directory,
/// a parent that is replaced, some network file systems), a look at the inode finds within
/// a second. A file that is being written is left alone until its writer closes it, or
/// until two looks see the same: half a list is a valid list.
///
/// `@unchecked Sendable`: all state is touched on `queue` alone.
final class FileWatch: @unchecked Sendable {
    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB)
    private static let interval = DispatchTimeInterval.milliseconds(300)

    private let path: String
    private let directory: String
    private let name: String
    private let log: Logger
    private let onChange: @Sendable () -> Void
    private let queue = DispatchQueue(label: "promptgate.rules.watch")

    private var inotify: (any DispatchSourceRead)?
    private var timer: (any DispatchSourceTimer)?
    private var seen: FileSignature?
    private var told: FileSignature?

    /// - Parameters:
    ///   - path: the file.
    ///   - log: told when the kernel refuses to watch.
    ///   - onChange: called on a queue of the watch's own.
    init(path: String, log: Logger, onChange: @escaping @Sendable () -> Void) {
        self.path = path
        self.log = log
        self.onChange = onChange
        let slash = path.lastIndex(of: "/")
        directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// Begins; what changes from now on is told.
    func start() {
        queue.sync {
            seen = FileSignature(path)
            told = seen
            watchDirectory()
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

    private func watchDirectory() {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return complain("inotify_init1") }
        guard inotify_add_watch(descriptor, directory, Self.events) >= 0 else {
            complain("inotify_add_watch")
            close(descriptor)
            return
        }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [weak self] in self?.readEvents(descriptor) }
        source.setCancelHandler { close(descriptor) }
        source.resume()
        inotify = source
    }

    private func complain(_ call: String) {
        log.warning(
            "Watching by inotify failed; changes are found by looking every 300 ms.",
            metadata: [
                "call": "\(call)", "directory": "\(directory)",
                "error": "\(String(cString: strerror(errno)))",
            ])
    }

    private func readEvents(_ descriptor: Int32) {
        var isOurs = false
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            if buffer[..<count].withUnsafeBytes(concernsFile) { isOurs = true }
        }
        if isOurs { tell(FileSignature(path)) }
    }

    /// Whether one of the events is about the file, or a rename, which may be the swap of a
    /// symbolic link on the way to it.
    private func concernsFile(_ events: UnsafeRawBufferPointer) -> Bool {
        let header = MemoryLayout<inotify_event>.size
        var place = 0
        while place + header <= events.count {
            let event = events.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
            let end = place + header + Int(event.len)
            let bytes = events[(place + header)..<min(end, events.count)].prefix { $0 != 0 }
            let isRename = event.mask & UInt32(IN_MOVED_TO | IN_Q_OVERFLOW) != 0
            if isRename || String(decoding: bytes, as: UTF8.self) == name { return true }
            place = end
        }
        return false
    }

    /// The slow look: tells a change that has come to rest and was not told.
    private func look() {
        let now = FileSignature(path)
        defer { seen = now }
        if now == seen, now != told { tell(now) }
    }

    private func tell(_ signature: FileSignature?) {
        told = signature
        onChange()
    }
}
