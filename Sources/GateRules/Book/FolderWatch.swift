import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Tells when something in a set of folders changes, by inotify.
///
/// Folders are watched, not files: an editor's rename and a swapped symlink replace the
/// file's inode, and a watch on the file would look at the old one for ever. A thread of
/// its own waits, because waiting would block a thread of the concurrency pool.
final class FolderWatch: Sendable {
    /// One element for each burst of changes, and one every few seconds whatever happens.
    let changes: AsyncStream<Void>
    private let stopped = Mutex(false)

    /// How long the thread waits for an event before it looks whether it is to stop.
    private static let waitMilliseconds: Int32 = 250
    private static let turnsUntilLook = 8

    /// - Parameter folders: those that exist are watched.
    init(folders: Set<String>) {
        // One change that is not looked at yet stands for all that come meanwhile.
        let (changes, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.changes = changes
        let watch = self
        continuation.onTermination = { _ in watch.stop() }
        Self.detach { watch.work(folders, continuation) }
    }

    /// Ends the thread within a quarter of a second.
    func stop() { stopped.withLock { $0 = true } }

    private func work(_ folders: Set<String>, _ changed: AsyncStream<Void>.Continuation) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        defer { if descriptor >= 0 { close(descriptor) } }
        let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE)
        for folder in folders where descriptor >= 0 { inotify_add_watch(descriptor, folder, mask) }
        var quietTurns = 0
        while !stopped.withLock({ $0 }) {
            let heard = wait(descriptor)
            quietTurns = heard ? 0 : quietTurns + 1
            if heard || quietTurns % Self.turnsUntilLook == 0 { changed.yield() }
        }
        changed.finish()
    }

    /// Waits for events and drops them: which file it was does not matter.
    private func wait(_ descriptor: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Self.waitMilliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(descriptor, &buffer, buffer.count) > 0 {}
        return true
    }

    private static func detach(_ work: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Box(work))
        var thread = pthread_t()
        let failed = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, box.toOpaque())
        if failed == 0 { pthread_detach(thread) } else { box.release() }
    }

    private final class Box: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
}
