import GateCore
import Glibc
import Logging
import UnixSignals

/// What signals do: the first one shuts the gateway down in order, a second one ends the
/// process at once. Neither loses anything that was accepted, since all of it is durable
/// before it is answered; the difference is what the next start has to look up.
struct ShutdownSignals: Sendable {
    /// How long after the drain's own limit the process is ended.
    private static let grace = Duration.seconds(5)

    let signals: [UnixSignal]
    /// How long the drain may take.
    let limit: Duration
    let time: any Timekeeper
    let log: Logger

    /// Listens until the task is cancelled.
    /// - Parameter shutDown: begins the orderly end, and returns at once.
    func run(_ shutDown: @escaping @Sendable () async -> Void) async {
        guard !signals.isEmpty else { return }
        var isStopping = false
        await withDiscardingTaskGroup { group in
            for await signal in await UnixSignalsSequence(trapping: signals) {
                if isStopping { end(by: signal, "a second signal") }
                isStopping = true
                log.notice(
                    "stopping; a second signal ends the process at once",
                    metadata: ["signal": "\(signal)", "limit": "\(limit)"])
                await shutDown()
                group.addTask {
                    do { try await time.sleep(for: limit + Self.grace) } catch { return }
                    end(by: signal, "the drain did not end in time")
                }
            }
            group.cancelAll()
        }
    }

    /// Ends as a shell tells of it: 128 and the signal's number.
    private func end(by signal: UnixSignal, _ why: Logger.Message) {
        log.warning(why, metadata: ["signal": "\(signal)"])
        _exit(128 + signal.rawValue)
    }
}
