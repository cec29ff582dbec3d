import Dispatch
import GateCore
import Logging
import Synchronization

/// The rules in force, and their way there from the disk.
///
/// A reload reads, parses and compiles the whole revision away from the request path and
/// swaps it in only when all of it is good. Otherwise the last good revision stays, over
/// restarts too, and `status()` tells the faults.
public final class RuleBook: RuleSource {
    private struct State {
        var rules: any RuleSet
        var status: RuleStatus
    }

    private let locations: RuleLocations
    private let lastGood: LastGoodRules?
    private let loader = RuleLoader()
    private let watcher: any RuleWatcher
    private let time: any Timekeeper
    private let log: Logger
    private let state: Mutex<State>
    /// Reloads one after the other, on no thread that requests need.
    private let queue = DispatchQueue(label: "promptgate.rules.reload")

    /// A save comes as several events; this long after the first one all of it is read.
    static let pause = Duration.milliseconds(100)

    /// Reads the rules once. With a bad file, starts with the revision that was last in
    /// force, degraded.
    /// - Parameters:
    ///   - locations: where the rules stand.
    ///   - dataDirectory: where the last good revision is kept; nil keeps none.
    ///   - time: stamps the status.
    ///   - log: told of every reload and its faults.
    /// - Throws: `RuleFaults` with a bad file and no last good revision.
    public convenience init(
        _ locations: RuleLocations, dataDirectory: String?, time: any Timekeeper, log: Logger
    ) throws {
        try self.init(
            locations, dataDirectory: dataDirectory,
            watcher: InotifyWatcher(path: locations.bannedWords, log: log), time: time, log: log)
    }

    init(
        _ locations: RuleLocations, dataDirectory: String?, watcher: any RuleWatcher,
        time: any Timekeeper, log: Logger
    ) throws(RuleFaults) {
        self.locations = locations
        lastGood = dataDirectory.map(LastGoodRules.init)
        self.watcher = watcher
        self.time = time
        self.log = log
        let attempt = Self.attempt(locations, loader)
        state = Mutex(
            try Self.firstState(
                attempt, of: locations, lastGood: lastGood, loader: loader, at: time.wall()))
        report(attempt)
    }

    /// The rules of some files, once, for commands that judge and end.
    /// - Parameter locations: where the rules stand.
    /// - Throws: every fault of the files.
    public static func load(_ locations: RuleLocations) throws(RuleFaults) -> any RuleSet {
        try RuleLoader().load(try RuleFiles(reading: locations)).rules
    }

    public func current() -> any RuleSet { state.withLock { $0.rules } }

    public func status() -> RuleStatus { state.withLock { $0.status } }

    public func reload() async -> RuleStatus {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.reloadNow()) }
        }
    }

    /// Reloads when the file changes, until the task is cancelled.
    public func run() async throws {
        let changes = watcher.changes()
        // What changed between the first load and now was not watched.
        _ = await reload()
        for await _ in changes {
            do { try await time.sleep(for: Self.pause) } catch is CancellationError { return }
            _ = await reload()
        }
    }

    // MARK: One attempt

    /// What one look at the disk came to.
    private struct Attempt {
        /// Nil when a file could not be read.
        let files: RuleFiles?
        let source: String
        let result: Result<RuleLoader.Loaded, RuleFaults>
    }

    private static func attempt(_ locations: RuleLocations, _ loader: RuleLoader) -> Attempt {
        do {
            return attempt(try RuleFiles(reading: locations), loader)
        } catch {
            return Attempt(files: nil, source: "", result: .failure(error))
        }
    }

    private static func attempt(_ files: RuleFiles, _ loader: RuleLoader) -> Attempt {
        Attempt(
            files: files, source: RuleLoader.revision(of: files),
            result: Result { () throws(RuleFaults) in try loader.load(files) })
    }

    private static func firstState(
        _ attempt: Attempt, of locations: RuleLocations, lastGood: LastGoodRules?,
        loader: RuleLoader, at now: Timestamp
    ) throws(RuleFaults) -> State {
        switch attempt.result {
        case .success(let loaded): return synced(loaded.rules, since: now)
        case .failure(let faults):
            // Whatever is wrong with what was kept, the file's own faults are the news.
            guard let kept = try? lastGood?.file() else { throw faults }
            // A file's name is a part of its revision.
            let file = RuleFile(path: locations.bannedWords, bytes: kept.bytes)
            let files = RuleFiles(entries: [RuleFiles.Entry(role: .list, file: file)])
            guard let loaded = try? loader.load(files) else { throw faults }
            return degraded(loaded.rules, source: attempt.source, faults: faults, since: now)
        }
    }

    // MARK: Reloading

    private func reloadNow() -> RuleStatus {
        let files = Result { () throws(RuleFaults) in try RuleFiles(reading: locations) }
        if case .success(let files) = files, isKnown(RuleLoader.revision(of: files)) {
            return status()
        }
        let attempt =
            switch files {
            case .success(let files): Self.attempt(files, loader)
            case .failure(let faults):
                Attempt(files: nil, source: "", result: .failure(faults))
            }
        let isNews = take(attempt)
        if isNews { report(attempt) }
        return status()
    }

    /// Whether these bytes were judged before, and nothing came between.
    private func isKnown(_ source: String) -> Bool {
        state.withLock { $0.status.source == source }
    }

    /// Puts an attempt in force, or its faults on record; tells whether that says anything
    /// new.
    private func take(_ attempt: Attempt) -> Bool {
        let now = time.wall()
        return state.withLock { state in
            let before = state.status
            let since = { (next: RuleStatus.State) in next == before.state ? before.since : now }
            switch attempt.result {
            case .success(let loaded):
                state = Self.synced(loaded.rules, since: since(.synced))
            case .failure(let faults):
                state = Self.degraded(
                    state.rules, source: attempt.source, faults: faults, since: since(.degraded))
            }
            return state.status != before
        }
    }

    private static func synced(_ rules: any RuleSet, since: Timestamp) -> State {
        State(
            rules: rules,
            status: RuleStatus(
                state: .synced, active: rules.revision, source: rules.revision,
                rules: rules.ruleCount, rejected: [], since: since))
    }

    private static func degraded(
        _ rules: any RuleSet, source: String, faults: RuleFaults, since: Timestamp
    ) -> State {
        State(
            rules: rules,
            status: RuleStatus(
                state: .degraded, active: rules.revision, source: source, rules: rules.ruleCount,
                rejected: faults.faults, since: since))
    }

    // MARK: Telling

    private func report(_ attempt: Attempt) {
        switch attempt.result {
        case .success(let loaded): reportSuccess(loaded, attempt.files)
        case .failure(let faults):
            for fault in faults.faults { log.error("Rule file refused: \(fault)") }
            log.error(
                "The last good rules stay in force.",
                metadata: ["active": "\(status().active)", "source": "\(attempt.source)"])
        }
    }

    private func reportSuccess(_ loaded: RuleLoader.Loaded, _ files: RuleFiles?) {
        for note in loaded.notes { log.notice("\(note)") }
        if loaded.rules.ruleCount == 0 { log.warning("The rule file bans nothing.") }
        log.info(
            "Rules are in force.",
            metadata: [
                "revision": "\(loaded.rules.revision)", "rules": "\(loaded.rules.ruleCount)",
            ])
        // Of several files a part could be kept only, which are other rules.
        guard let lastGood, let files, files.entries.count == 1, let entry = files.entries.first,
            entry.role == .list
        else { return }
        do {
            try lastGood.keep(entry.file)
        } catch {
            log.error("The rules could not be kept for the next start: \(error)")
        }
    }
}
