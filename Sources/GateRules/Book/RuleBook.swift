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
    /// What is in force, and what is told of it.
    struct State {
        var rules: any RuleSet
        /// Nil for a book that builds no stages.
        var stages: StageLineup?
        /// What `rules` was made of.
        var files: RuleFiles
        var status: RuleStatus
    }

    let locations: RuleLocations
    private let registry: StageRegistry?
    private let noStages: StageLineup
    let store: RevisionStore?
    let time: any Timekeeper
    let log: Logger
    private let watcher: any RuleWatcher
    private let observer: any Observer
    private let state: Mutex<State>
    /// Changes one after the other, on no thread that requests need.
    private let queue = DispatchQueue(label: "promptgate.rules.reload")

    /// Reads the rules once. With bad files, starts with the revision that was last in
    /// force, degraded.
    /// - Parameters:
    ///   - locations: where the rules stand.
    ///   - stages: the kinds that `pipeline.yaml` may name; without them that file is left alone.
    ///   - dataDirectory: where good revisions are kept; nil keeps none.
    ///   - time: stamps the status.
    ///   - observer: hears of every judgement and every reading of the files.
    ///   - log: told of every reload and its faults.
    /// - Throws: `RuleFaults` with bad files and no good revision.
    public convenience init(
        _ locations: RuleLocations, stages: StageRegistry? = nil, dataDirectory: String?,
        time: any Timekeeper, observer: any Observer = SilentObserver(), log: Logger
    ) throws {
        try self.init(
            locations, stages: stages, dataDirectory: dataDirectory,
            watcher: InotifyWatcher(locations, log: log), time: time, observer: observer, log: log)
    }

    init(
        _ locations: RuleLocations, stages: StageRegistry? = nil, dataDirectory: String?,
        watcher: any RuleWatcher,
        time: any Timekeeper, observer: any Observer = SilentObserver(), log: Logger
    ) throws(RuleFaults) {
        self.locations = locations
        registry = stages
        noStages = StageLineup(
            rewriters: Rewriters([], time: time, log: log),
            request: Pipeline([], time: time, log: log),
            results: ResultStages([], time: time, log: log))
        store = dataDirectory.map(RevisionStore.init)
        self.watcher = watcher
        self.observer = observer
        self.time = time
        self.log = log
        let loader = RuleLoader(registry: stages)
        let disk = RuleReading(of: locations, loader)
        state = Mutex(try FirstRules(disk, store: store, loader, log: log).state(at: time.wall()))
        report(disk)
    }

    /// The rules of some files, once, for commands that judge and end.
    /// - Parameters:
    ///   - locations: where the rules stand.
    ///   - stages: the kinds that `pipeline.yaml` may name; without them it is not checked.
    /// - Throws: every fault of the files.
    public static func load(
        _ locations: RuleLocations, stages: StageRegistry? = nil
    ) throws(RuleFaults) -> any RuleSet {
        try RuleLoader(registry: stages).load(try RuleFiles(reading: locations)).rules
    }

    public func inForce() -> ActiveRules {
        let (rules, stages) = state.withLock { ($0.rules, $0.stages ?? noStages) }
        return ActiveRules(rules: ObservedRules(rules, observer, time: time), stages: stages)
    }

    public func status() -> RuleStatus { state.withLock { $0.status } }

    public func reload() async -> RuleStatus { await serially { self.reloadNow(unpins: true) } }

    /// Reloads when files change, until the task is cancelled.
    public func run() async throws {
        let changes = watcher.changes()
        // What changed between the first load and now was not watched.
        _ = await serially { self.reloadNow(unpins: false) }
        await ChangeBursts(changes, time: time).forEach {
            _ = await self.serially { self.reloadNow(unpins: false) }
        }
    }

    /// What is in force, and what it was made of.
    func snapshot() -> State { state.withLock { $0 } }

    /// Makes rules of files, and stages that take over from those in force.
    func loader() -> RuleLoader {
        RuleLoader(registry: registry, before: state.withLock { $0.stages })
    }

    /// Does something that must not run beside a reload.
    func serially<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }

    // MARK: Reloading

    private func reloadNow(unpins: Bool) -> RuleStatus {
        if unpins, status().isPinned { unpin() }
        let files = Result { () throws(RuleFaults) in try RuleFiles(reading: locations) }
        // What was judged before is judged again only when it may now take effect.
        if case .success(let files) = files, status().source == RuleLoader.revision(of: files),
            !status().isPinned || !unpins
        {
            return status()
        }
        let reading = RuleReading(files, loader())
        if take(reading, unpins: unpins) { report(reading) }
        return status()
    }

    private func unpin() {
        do {
            try store?.setPinned(nil)
            log.notice("The rules are no longer pinned.")
        } catch {
            log.error("The pin of the rules could not be removed: \(error)")
        }
    }

    /// Puts what was read in force, or on record; tells whether that says anything new.
    private func take(_ reading: RuleReading, unpins: Bool) -> Bool {
        let now = time.wall()
        return state.withLock { state in
            let before = state.status
            let isPinned = before.isPinned && !unpins
            if !isPinned, case .success(let loaded) = reading.result, let files = reading.files {
                state.rules = loaded.rules
                state.stages = loaded.stages
                state.files = files
            }
            state.status = RuleStatus(
                of: state.rules, reading.source, reading.faults, after: before, at: now,
                isPinned: isPinned)
            return state.status != before
        }
    }

    /// Puts kept rules in force, and pins them.
    func pin(_ loaded: RuleLoader.Loaded, _ files: RuleFiles) {
        let now = time.wall()
        state.withLock { state in
            state.rules = loaded.rules
            state.stages = loaded.stages
            state.files = files
            state.status = RuleStatus(
                of: loaded.rules, state.status.source, state.status.rejected, after: state.status,
                at: now, isPinned: true)
        }
    }

    // MARK: Telling

    private func report(_ reading: RuleReading) {
        observer.note(.rulesRead(result(of: reading), at: time.wall()))
        switch reading.result {
        case .success(let loaded): report(loaded, reading.files)
        case .failure(let faults):
            for fault in faults.faults { log.error("Rule file refused: \(fault)") }
            log.error(
                "The last good rules stay in force.",
                metadata: ["active": "\(status().active)", "source": "\(reading.source)"])
        }
    }

    private func result(of reading: RuleReading) -> RulesReading {
        guard case .success(let loaded) = reading.result else { return .refused }
        return status().active == loaded.rules.revision ? .applied : .pinned
    }

    private func report(_ loaded: RuleLoader.Loaded, _ files: RuleFiles?) {
        for note in loaded.notes { log.notice("\(note)") }
        guard status().active == loaded.rules.revision else {
            log.notice(
                "The rule files differ from the pinned rules; a reload takes them over.",
                metadata: [
                    "active": "\(status().active)", "source": "\(loaded.rules.revision)",
                ])
            return
        }
        if loaded.rules.ruleCount == 0 { log.warning("The rule files ban nothing.") }
        log.info(
            "Rules are in force.",
            metadata: [
                "revision": "\(loaded.rules.revision)", "rules": "\(loaded.rules.ruleCount)",
            ])
        guard let files else { return }
        do {
            try store?.keep(
                files, loaded.rules.revision, rules: loaded.rules.ruleCount, at: time.wall())
        } catch {
            log.error("The rules could not be kept for the next start: \(error)")
        }
    }
}
