import GateCore
import Logging

/// Writes down how a try ended. What is not written down would be sent again at once, so
/// it is tried until the store takes it.
struct DeliveryLedger: Sendable {
    /// The store is asked again after this long.
    private static let storePause = Duration.seconds(1)

    let store: any NoticeStore
    let schedule: RetrySchedule
    let time: any Timekeeper
    let random: any RandomSource
    let log: Logger

    /// Returns when the store has it, or the task is cancelled.
    /// - Returns: what the try counts as.
    @discardableResult
    func enter(
        _ outcome: DeliveryOutcome, of pending: PendingNotice, receiver: String
    ) async -> DeliveryEnding {
        guard let entry = entry(for: outcome, of: pending) else { return .abandoned }
        report(entry, of: pending, receiver)
        await keep(entry, of: pending)
        return entry.ending
    }

    private func keep(_ entry: Entry, of pending: PendingNotice) async {
        while true {
            do {
                // In a task of its own: a gateway that is stopping still writes down what
                // has arrived, so that it is not sent twice.
                return try await Task { try await write(entry, of: pending.notice.id) }.value
            } catch let error as StoreError where error.kind == .notFound {
                return  // It was deleted with its tenant.
            } catch {
                log.error("a webhook's end is not kept yet", metadata: ["error": "\(error)"])
            }
            // Cancelled: the outcome is lost, and the webhook is sent again after the start.
            do { try await time.sleep(for: Self.storePause) } catch { return }
        }
    }

    private enum Entry: Sendable {
        case delivered(Timestamp)
        case deferred(until: Timestamp, at: Timestamp, String)
        case failed(Timestamp, String)
        case closed(Timestamp, String)

        var ending: DeliveryEnding {
            switch self {
            case .delivered: .delivered
            case .deferred: .deferred
            case .failed, .closed: .failed
            }
        }
    }

    private func entry(for outcome: DeliveryOutcome, of pending: PendingNotice) -> Entry? {
        let now = time.wall()
        switch outcome {
        case .abandoned: return nil
        case .delivered: return .delivered(now)
        case .refused(let words): return .failed(now, words)
        case .closed(let words): return .closed(now, words)
        case .missed(let words, let retryAfter):
            let tried = pending.attempts + 1
            guard
                let pause = schedule.pause(
                    afterTry: tried, retryAfter: retryAfter, random: random)
            else { return .failed(now, "given up after \(tried) tries: \(words)") }
            return .deferred(until: now + pause, at: now, words)
        }
    }

    private func write(_ entry: Entry, of id: NoticeID) async throws {
        switch entry {
        case .delivered(let now): try await store.noticeDelivered(id, at: now)
        case .deferred(let next, let now, let words):
            try await store.noticeDeferred(id, until: next, at: now, error: bounded(words))
        case .failed(let now, let words):
            try await store.noticeFailed(id, at: now, error: bounded(words))
        case .closed(let now, let words):
            try await store.noticeRefused(id, at: now, error: bounded(words))
        }
    }

    private func report(_ entry: Entry, of pending: PendingNotice, _ receiver: String) {
        var facts: Logger.Metadata = [
            "notice": "\(pending.notice.id)", "tenant": "\(pending.notice.tenant)",
            "task": "\(pending.notice.task?.rawValue ?? "none")", "try": "\(pending.attempts + 1)",
            "receiver": "\(receiver)",
        ]
        switch entry {
        case .delivered: log.debug("webhook delivered", metadata: facts)
        case .deferred(let next, _, let words):
            facts["error"] = "\(bounded(words))"
            facts["next"] = "\(next.iso8601)"
            log.info("webhook did not arrive; it is tried again", metadata: facts)
        case .failed(_, let words):
            facts["error"] = "\(bounded(words))"
            log.warning("webhook failed for good", metadata: facts)
        case .closed(_, let words):
            facts["error"] = "\(bounded(words))"
            log.warning("webhooks to this address are closed", metadata: facts)
        }
    }

    /// What others say may be long, or hold what a terminal would obey.
    private func bounded(_ words: String) -> String {
        String(words.prefix(200).map { $0.isASCII && !$0.isNewline && $0 >= " " ? $0 : "?" })
    }
}
