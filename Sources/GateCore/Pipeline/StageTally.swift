import Synchronization

/// Counts what the stages say, by their names, since the process began. Names come from
/// the configuration, so their number is bounded.
public final class StageTally: Sendable {
    /// What was counted of one stage.
    public struct Count: Hashable, Sendable {
        /// Verdicts that counted, by their words.
        public var enforced: [String: Int] = [:]
        /// Verdicts in shadow, by their words.
        public var shadow: [String: Int] = [:]
        /// The sum of the time that it took, in microseconds.
        public var microseconds: Int64 = 0
    }

    private let counts = Mutex<[String: Count]>([:])
    /// Hears of every run too.
    let observer: any Observer

    /// A tally of nothing.
    /// - Parameter observer: hears of every run too.
    public init(observer: any Observer = SilentObserver()) { self.observer = observer }

    /// All counts, by the stages' names.
    public var snapshot: [String: Count] { counts.withLock { $0 } }

    /// Counts one run.
    func note(_ run: StageRun, of phase: Phase = .request) {
        observer.note(.stage(run, list: phase))
        counts.withLock { counts in
            let key = phase == .request ? run.stage : "\(phase.rawValue)/\(run.stage)"
            switch run.mode {
            case .enforce: counts[key, default: Count()].enforced[run.verdict, default: 0] += 1
            case .shadow: counts[key, default: Count()].shadow[run.verdict, default: 0] += 1
            }
            counts[key, default: Count()].microseconds += run.microseconds
        }
    }

    /// The list that a stage stands in; result stages are counted as `result/<name>`, and
    /// rewriters as `rewrite/<name>`.
    public enum Phase: String, Sendable { case rewrite, request, result }
}
