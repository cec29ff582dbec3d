import GateCore
import Logging

/// Keeps the full-text index of the audit log up to date behind the writes.
public struct SearchIndexer: Sendable {
    /// How soon to look for new texts, and after a failure.
    private static let rest = Duration.seconds(1)
    /// Between two batches.
    private static let breath = Duration.milliseconds(10)
    /// The same while many write: they come first. At 9,000 texts a second, indexing 1,500 of
    /// them besides took the slowest hundredth of callers from 11 to 30 ms, for FTS5 merges
    /// what it has when it gets more. What is left over is indexed when it is quiet again.
    private static let longBreath = Duration.milliseconds(250)

    private let store: SQLiteStore
    private let time: any Timekeeper
    private let log: Logger

    /// - Parameters:
    ///   - store: whose texts are indexed.
    ///   - time: for waiting.
    ///   - log: hears of failures; never of texts.
    public init(_ store: SQLiteStore, time: any Timekeeper, log: Logger) {
        self.store = store
        self.time = time
        self.log = log
    }

    /// Indexes until the task is cancelled.
    /// - Throws: `CancellationError`, and nothing else: a store that fails is waited for.
    public func run() async throws {
        while true {
            let goesOn = try await step()
            let breath = store.isCrowded ? Self.longBreath : Self.breath
            try await time.sleep(for: goesOn ? breath : Self.rest)
        }
    }

    /// One batch. A failure is no more than a delay: searches find what is not indexed too.
    ///
    /// - Returns: whether there is more to do.
    private func step() async throws -> Bool {
        do {
            let indexes = try await store.indexNextTexts()
            let purges = try await store.purgeForgottenTexts()
            return indexes || purges
        } catch let error as CancellationError {
            throw error
        } catch {
            log.warning("texts are not indexed", metadata: ["error": "\(error)"])
            return false
        }
    }
}
