import GateCore
import Logging

/// Decides by which rules a gateway starts: pinned ones, those on disk, or the last that
/// were good.
struct FirstRules {
    private let disk: RuleReading
    private let store: RevisionStore?
    private let loader: RuleLoader
    private let log: Logger

    /// - Parameters:
    ///   - disk: what the rule files came to.
    ///   - store: what is kept; nil for nothing.
    ///   - loader: makes rules and stages of what is kept.
    ///   - log: told when a kept revision cannot be used.
    init(_ disk: RuleReading, store: RevisionStore?, _ loader: RuleLoader, log: Logger) {
        self.disk = disk
        self.store = store
        self.loader = loader
        self.log = log
    }

    /// The first state.
    /// - Throws: the faults on disk, when nothing else can take effect.
    func state(at now: Timestamp) throws(RuleFaults) -> RuleBook.State {
        if let name = store?.pinned() {
            if let kept = kept(name) { return state(kept, at: now, isPinned: true) }
            log.error(
                "The pinned rules are lost; those on disk take their place.",
                metadata: ["revision": "\(name)"])
        }
        switch disk.result {
        case .success(let loaded): return state((loaded, disk.files ?? RuleFiles()), at: now)
        case .failure(let faults):
            for manifest in store?.manifests() ?? [] {
                if let kept = kept(manifest.revision) { return state(kept, at: now) }
            }
            throw faults
        }
    }

    private func kept(_ revision: String) -> (RuleLoader.Loaded, RuleFiles)? {
        guard let files = store?.files(of: revision), let loaded = try? loader.load(files)
        else { return nil }
        return (loaded, files)
    }

    private func state(
        _ kept: (loaded: RuleLoader.Loaded, files: RuleFiles), at now: Timestamp,
        isPinned: Bool = false
    ) -> RuleBook.State {
        RuleBook.State(
            rules: kept.loaded.rules, stages: kept.loaded.stages, files: kept.files,
            status: RuleStatus(
                of: kept.loaded.rules, disk.source, disk.faults, at: now, isPinned: isPinned))
    }
}
