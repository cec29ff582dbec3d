import CoreMetrics
import GateCore
import Synchronization

/// Turns what happens in the gateway into metrics.
public final class GatewayMetrics: Observer {
    private struct StageKey: Hashable {
        let list: StageTally.Phase
        let stage: String
        var mode = StageSlot.Mode.enforce
        var verdict = ""
    }

    private struct RequestKey: Hashable {
        let method: String
        let route: String
        var status = 0
    }

    private struct ExchangeKey: Hashable {
        let surface: Surface
        var outcome = Outcome.accepted
    }

    private struct DispatchKey: Hashable {
        let kind: TriggerKind
        let ending: DispatchEnding
    }

    /// What a scrape tells besides counts.
    struct Moments {
        var rulesApplied: Timestamp?
        var auditSigned: Timestamp?
        var auditFailing = false
    }

    private let verdicts: InstrumentShelf<StageKey, Counter>
    private let stages: InstrumentShelf<StageKey, Timer>
    private let outcomes: InstrumentShelf<ExchangeKey, Counter>
    private let exchanges: InstrumentShelf<ExchangeKey, Timer>
    private let texts: InstrumentShelf<RuleAction, Counter>
    private let matching: Timer
    private let reads: InstrumentShelf<RulesReading, Counter>
    private let dispatches: InstrumentShelf<DispatchKey, Counter>
    private let dispatching: Timer
    private let deliveries: InstrumentShelf<DeliveryEnding, Counter>
    private let delivering: Timer
    private let commits: InstrumentShelf<Bool, Counter>
    private let committing: Timer
    private let commitWrites: Recorder
    private let signatures: InstrumentShelf<Bool, Counter>
    private let requests: InstrumentShelf<RequestKey, Counter>
    private let requesting: InstrumentShelf<RequestKey, Timer>
    private let moments = Mutex(Moments())

    /// - Parameter factory: makes the instruments.
    public init(_ factory: any MetricsFactory) {
        let make = InstrumentMaker(factory: factory)
        verdicts = InstrumentShelf { key in
            make.counter(
                MetricCatalog.stageVerdicts,
                [
                    ("list", key.list.rawValue), ("stage", key.stage), ("mode", key.mode.rawValue),
                    ("verdict", key.verdict),
                ])
        }
        stages = InstrumentShelf { key in
            make.timer(
                MetricCatalog.stageSeconds, [("list", key.list.rawValue), ("stage", key.stage)])
        }
        outcomes = InstrumentShelf { key in
            make.counter(
                MetricCatalog.exchanges,
                [("surface", key.surface.rawValue), ("outcome", key.outcome.rawValue)])
        }
        exchanges = InstrumentShelf {
            make.timer(MetricCatalog.exchangeSeconds, [("surface", $0.surface.rawValue)])
        }
        texts = InstrumentShelf {
            make.counter(MetricCatalog.matcherTexts, [("action", $0.rawValue)])
        }
        matching = make.timer(MetricCatalog.matcherSeconds)
        reads = InstrumentShelf {
            make.counter(MetricCatalog.rulesReads, [("result", $0.rawValue)])
        }
        dispatches = InstrumentShelf {
            make.counter(
                MetricCatalog.dispatches,
                [("kind", $0.kind.rawValue), ("status", $0.ending.rawValue)])
        }
        dispatching = make.timer(MetricCatalog.dispatchSeconds)
        deliveries = InstrumentShelf {
            make.counter(MetricCatalog.deliveries, [("outcome", $0.rawValue)])
        }
        delivering = make.timer(MetricCatalog.deliverySeconds)
        commits = InstrumentShelf {
            make.counter(MetricCatalog.commits, [("result", $0 ? "kept" : "undone")])
        }
        committing = make.timer(MetricCatalog.commitSeconds)
        commitWrites = make.recorder(MetricCatalog.commitWrites)
        signatures = InstrumentShelf {
            make.counter(MetricCatalog.auditSignings, [("result", $0 ? "made" : "failed")])
        }
        requests = InstrumentShelf {
            make.counter(
                MetricCatalog.requests,
                [("method", $0.method), ("route", $0.route), ("status", String($0.status))])
        }
        requesting = InstrumentShelf {
            make.timer(
                MetricCatalog.requestSeconds, [("method", $0.method), ("route", $0.route)])
        }
    }

    public func note(_ observation: Observation) {
        switch observation {
        case .stage(let run, let list): note(run, list)
        case .exchange(let surface, let outcome, let took):
            outcomes[ExchangeKey(surface: surface, outcome: outcome)].increment()
            exchanges[ExchangeKey(surface: surface)].record(took)
        case .matched(let action, let took):
            texts[action].increment()
            matching.record(took)
        case .commit(let writes, let kept, let took):
            commits[kept].increment()
            committing.record(took)
            commitWrites.record(writes)
        case .rulesRead(let result, let now):
            reads[result].increment()
            if result == .applied { moments.withLock { $0.rulesApplied = now } }
        case .dispatch(let kind, let ending, let took):
            dispatches[DispatchKey(kind: kind, ending: ending)].increment()
            dispatching.record(took)
        case .delivery(let ending, let took):
            deliveries[ending].increment()
            delivering.record(took)
        case .auditSigned(let isSigned, let now): note(isSigned, now)
        case .admitted: break
        case .request(let method, let route, let status, let took):
            requests[RequestKey(method: method, route: route, status: status)].increment()
            requesting[RequestKey(method: method, route: route)].record(took)
        }
    }

    private func note(_ run: StageRun, _ list: StageTally.Phase) {
        verdicts[StageKey(list: list, stage: run.stage, mode: run.mode, verdict: run.verdict)]
            .increment()
        stages[StageKey(list: list, stage: run.stage)].record(.microseconds(run.microseconds))
    }

    private func note(_ isSigned: Bool, _ now: Timestamp) {
        signatures[isSigned].increment()
        moments.withLock { moments in
            moments.auditFailing = !isSigned
            if isSigned { moments.auditSigned = now }
        }
    }

    /// Whether the last signature of the audit log could not be made.
    public var isAuditFailing: Bool { moments.withLock { $0.auditFailing } }

    /// When things happened last.
    var lastMoments: Moments { moments.withLock { $0 } }
}

extension CoreMetrics.Timer {
    fileprivate func record(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
