import GateCore
import GateExternal
import GateHooks
import GateLimits
import GatePrompts
import GateResults
import Logging

/// Every kind of stage that `rules/pipeline.yaml` may name: a new one is a line here.
struct StageCatalog {
    private let parts: StageParts?

    /// - Parameter parts: what stages are built with; nil where the file is only checked.
    init(_ parts: StageParts?) { self.parts = parts }

    /// The registry for commands that check `pipeline.yaml` and run no stage.
    static var checking: StageRegistry {
        StageCatalog(nil).registry(time: SystemTime(), log: Logger(label: "promptgate"))
    }

    private var rewrite: [RewriterEntry] {
        [
            rewriterEntry(ParametersRewriter.kind) { (settings: ParametersRewriteSettings, _) in
                ParametersRewriter(settings)
            }
        ]
    }

    private var request: [StageEntry] {
        [
            entry(.rateLimit) { (settings: RateLimitSettings, parts) in
                RateLimitStage(settings, time: parts.time)
            },
            entry(.strikes) { (_: NoSettings, parts) in
                StrikesStage(ledger: parts.strikes, time: parts.time)
            },
            entry(.length) { (settings: LengthSettings, _) in LengthStage(settings) },
            entry(ParametersStage.kind) { (settings: ParametersSettings, _) in
                ParametersStage(settings)
            },
            entry(ImagesStage.kind) { (settings: ImagesSettings, _) in ImagesStage(settings) },
            entry(.bannedWords) { (_: NoSettings, _) in BannedWordsStage() },
            entry(ExternalStage.kind) { (settings: ExternalSettings, parts) in
                ExternalStage(settings, parts.external)
            },
            entry(.quota) { (settings: QuotaSettings, parts) in
                QuotaStage(parts.quota, settings: settings)
            },
        ]
    }

    private var result: [ResultStageEntry] {
        [
            resultEntry(.bannedWords) { (_: NoSettings, _) in BannedWordsResultStage() },
            resultEntry(ExternalResultStage.kind, timeout: .seconds(5)) {
                (settings: ExternalResultSettings, parts) in
                ExternalResultStage(settings, parts.external)
            },
            // Fetching takes longer than judging does.
            resultEntry(ArchiveStage.kind, timeout: .seconds(45)) {
                (settings: ArchiveSettings, parts) in ArchiveStage(settings, parts.archive)
            },
            resultEntry(ResultRewriteStage.kind) { (settings: ResultRewriteSettings, _) in
                ResultRewriteStage(settings)
            },
        ]
    }

    /// The registry of all kinds.
    func registry(
        time: any Timekeeper, observer: any Observer = SilentObserver(), log: Logger
    ) -> StageRegistry {
        StageRegistry(
            rewrite: rewrite, request: request, result: result,
            tally: StageTally(observer: observer), time: time, log: log)
    }

    private func rewriterEntry<Settings: StageSettings>(
        _ kind: StageKind, _ make: @escaping @Sendable (Settings, StageParts) -> any Rewriter
    ) -> RewriterEntry {
        RewriterEntry(kind, Settings.self, make: bound(make))
    }

    private func entry<Settings: StageSettings>(
        _ kind: StageKind, _ make: @escaping @Sendable (Settings, StageParts) -> any Stage
    ) -> StageEntry {
        StageEntry(kind, Settings.self, make: bound(make))
    }

    private func resultEntry<Settings: StageSettings>(
        _ kind: StageKind, timeout: Duration = .seconds(2),
        _ make: @escaping @Sendable (Settings, StageParts) -> any ResultStage
    ) -> ResultStageEntry {
        ResultStageEntry(kind, Settings.self, timeout: timeout, make: bound(make))
    }

    private func bound<Settings: StageSettings, Made>(
        _ make: @escaping @Sendable (Settings, StageParts) -> Made
    ) -> (@Sendable (Settings) -> Made)? {
        guard let parts else { return nil }
        return { @Sendable (settings: Settings) -> Made in make(settings, parts) }
    }
}
