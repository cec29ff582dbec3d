import Foundation
import GateCore
import Logging
import Synchronization

/// The rules in force, swapped whole when the files change. A bad file never takes
/// effect: the last good revision stays, over a restart too.
public final class RuleBook: RuleSource {
    private struct State {
        var rules: CompiledRules
        var status: RuleStatus
    }

    private let bannedWords: String
    private let rulesDirectory: String?
    private let lastGood: LastGood?
    private let time: any Timekeeper
    private let log: Logger
    private let state: Mutex<State>

    /// Loads the rules.
    ///
    /// - Parameters:
    ///   - bannedWords: the path of `banned_words.txt`.
    ///   - rulesDirectory: the directory of packs.
    ///   - dataDirectory: where the last good revision is kept; nil keeps none.
    ///   - time: stamps the status and paces the watch.
    ///   - log: hears of reloads and of faults.
    /// - Throws: `RuleLoadError`, when the files are bad and no good revision was kept.
    public init(
        bannedWords: String, rulesDirectory: String?, dataDirectory: String?,
        time: any Timekeeper, log: Logger
    ) throws {
        self.bannedWords = bannedWords
        self.rulesDirectory = rulesDirectory
        self.time = time
        self.log = log
        lastGood = dataDirectory.map(LastGood.init)
        do {
            let files = try RuleFiles.read(bannedWords: bannedWords, rulesDirectory: rulesDirectory)
            let rules = try files.compiled()
            state = Mutex(State(rules: rules, status: .synced(rules, since: time.wall())))
            keep(files)
        } catch {
            guard let rules = lastGood?.recall() else { throw error }
            let status = RuleStatus.degraded(rules, error, source: "", since: time.wall())
            state = Mutex(State(rules: rules, status: status))
            report(error, rules)
        }
    }

    /// Loads rules once, without watching them.
    /// - Throws: `RuleLoadError`.
    public static func load(bannedWords: String, rulesDirectory: String?) throws -> any RuleSet {
        try RuleFiles.read(bannedWords: bannedWords, rulesDirectory: rulesDirectory).compiled()
    }

    public func current() -> any RuleSet { state.withLock { $0.rules } }

    public func status() -> RuleStatus { state.withLock { $0.status } }

    public func reload() async -> RuleStatus {
        do {
            let files = try RuleFiles.read(bannedWords: bannedWords, rulesDirectory: rulesDirectory)
            guard files.revision != status().source else { return status() }
            swap(to: try compiled(files), files)
        } catch {
            refuse(error)
        }
        return status()
    }

    /// Watches the files until cancelled: inotify wakes it, and it looks by itself every
    /// few seconds, for file systems that tell nothing.
    /// - Throws: `CancellationError`.
    public func run() async throws {
        let watch = FolderWatch(folders: Set([bannedWords, rulesDirectory].compactMap(folder)))
        defer { watch.stop() }
        for await _ in watch.changes {
            // An editor's save is several events; half a file is not worth reading.
            try await time.sleep(for: .milliseconds(100))
            _ = await reload()
        }
        try Task.checkCancellation()
    }

    private func folder(of path: String?) -> String? {
        guard let path else { return nil }
        return path == rulesDirectory
            ? path : URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    }

    private func compiled(_ files: RuleFiles) throws(RuleLoadError) -> CompiledRules {
        do {
            return try files.compiled()
        } catch {
            let source = files.revision
            refuse(error, source: source)
            throw error
        }
    }

    private func swap(to rules: CompiledRules, _ files: RuleFiles) {
        state.withLock { $0 = State(rules: rules, status: .synced(rules, since: time.wall())) }
        keep(files)
        log.notice(
            "rules are in force",
            metadata: ["revision": "\(rules.revision)", "rules": "\(rules.ruleCount)"])
    }

    private func refuse(_ error: RuleLoadError, source: String = "") {
        let rules: CompiledRules? = state.withLock { state in
            let next = RuleStatus.degraded(
                state.rules, error, source: source, since: time.wall())
            guard next.rejected != state.status.rejected else { return nil }
            state.status = next
            return state.rules
        }
        if let rules { report(error, rules) }
    }

    private func report(_ error: RuleLoadError, _ rules: CompiledRules) {
        log.error(
            "rules refused; the last good ones stay in force",
            metadata: ["active": "\(rules.revision)", "faults": "\(error)"])
    }

    private func keep(_ files: RuleFiles) {
        do {
            try lastGood?.keep(files)
        } catch {
            log.error("the last good rules could not be kept", metadata: ["error": "\(error)"])
        }
    }
}

extension RuleStatus {
    fileprivate static func synced(_ rules: CompiledRules, since: Timestamp) -> RuleStatus {
        RuleStatus(
            state: .synced, active: rules.revision, source: rules.revision,
            rules: rules.ruleCount, rejected: [], since: since)
    }

    fileprivate static func degraded(
        _ rules: CompiledRules, _ error: RuleLoadError, source: String, since: Timestamp
    ) -> RuleStatus {
        RuleStatus(
            state: .degraded, active: rules.revision, source: source, rules: rules.ruleCount,
            rejected: error.faults, since: since)
    }
}
