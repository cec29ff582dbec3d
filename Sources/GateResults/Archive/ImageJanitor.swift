import GateCore
import Logging

/// Throws archived images away when their time is over, and files that a crash left
/// without a record.
public struct ImageJanitor: Sendable {
    /// So many are looked up or thrown away at once.
    private static let batch = 500

    private let store: any ImageStore
    private let folder: ImageFolder
    private let pause: Duration
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - store: what is known of the images.
    ///   - folder: their files.
    ///   - pause: between two looks.
    ///   - time: tells whose time is over.
    ///   - log: hears how many went.
    public init(
        store: any ImageStore, folder: ImageFolder, pause: Duration = .seconds(600),
        time: any Timekeeper, log: Logger
    ) {
        self.store = store
        self.folder = folder
        self.pause = pause
        self.time = time
        self.log = log
    }

    /// Works until cancelled.
    /// - Throws: `CancellationError`, and nothing else: a store that fails is asked again.
    public func run() async throws {
        await trying { try await removeOrphans() }
        while true {
            await trying { try await removeExpired() }
            try await time.sleep(for: pause)
        }
    }

    /// Removes the files that no record names: of images whose record was never written, or
    /// was removed before a crash.
    func removeOrphans() async throws {
        try await folder.removeUnfinished()
        // The files before the records: an image that is finished in between has both.
        var files = try await folder.unclaimedFiles()[...]
        var count = 0
        while !files.isEmpty {
            let some = Array(files.prefix(Self.batch))
            files = files.dropFirst(Self.batch)
            let known = try await store.knownImages(among: some)
            for id in some where !known.contains(id) {
                await folder.removeFile(of: id)
                count += 1
            }
        }
        if count > 0 {
            log.notice("removed files without a record", metadata: ["count": "\(count)"])
        }
    }

    /// Throws away the images whose time is over.
    func removeExpired() async throws {
        var count = 0
        while true {
            let expired = try await store.expiredImages(at: time.wall(), limit: Self.batch)
            guard !expired.isEmpty else { break }
            // The records before the files: from then on the images are not there.
            try await store.removeImages(expired.map(\.id))
            for image in expired { await folder.removeFile(of: image.id) }
            count += expired.count
        }
        if count > 0 { log.info("archived images expired", metadata: ["count": "\(count)"]) }
    }

    private func trying(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            guard !(error is CancellationError) else { return }
            log.error("archived images were not swept", metadata: ["error": "\(error)"])
        }
    }
}
