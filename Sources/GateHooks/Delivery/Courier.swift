import GateCore
import Logging
import Synchronization

/// Delivers the webhooks that the store holds: each at least once, a task's in order,
/// with retries, until it arrives or the schedule is spent.
///
/// All that it must not forget is in the store; what it remembers (which ones are on
/// their way, which receivers work) may be lost at any time.
public final class Courier: Sendable {
    /// The longest sleep, so that a wall clock set back or on is noticed.
    private static let longestSleep = Duration.seconds(60)
    /// How soon to look again when something is due that has no place yet, or is on its way.
    private static let shortestSleep = Duration.seconds(1)
    /// How many due webhooks are looked at: first, and at most.
    private static let pages = 256...4096

    private struct State {
        var places: Places
        var underway: Set<NoticeID> = []
    }

    private let store: any NoticeStore
    private let delivery: Delivery
    private let ledger: DeliveryLedger
    private let time: any Timekeeper
    private let log: Logger
    private let bell = Bell()
    private let state: Mutex<State>

    /// - Parameters:
    ///   - store: what is to be delivered.
    ///   - transport: makes the requests.
    ///   - addresses: decides where a webhook may go.
    ///   - schedule: when to try again.
    ///   - maxUnderway: webhooks on their way at once.
    ///   - maxPerReceiver: of those, at most to one host and port.
    ///   - time: for waiting and stamps.
    ///   - random: for the retries' jitter.
    ///   - log: hears of failures; never of bodies, secrets or whole addresses.
    public init(
        store: any NoticeStore, transport: any HTTPTransport, addresses: AddressGuard,
        schedule: RetrySchedule = .standard, maxUnderway: Int = 128, maxPerReceiver: Int = 4,
        time: any Timekeeper, random: any RandomSource, log: Logger
    ) {
        self.store = store
        self.time = time
        self.log = log
        delivery = Delivery(transport: transport, addresses: addresses, time: time)
        ledger = DeliveryLedger(
            store: store, schedule: schedule, time: time, random: random, log: log)
        state = Mutex(State(places: Places(total: maxUnderway, perReceiver: maxPerReceiver)))
    }

    /// Something may be due: call it after every change that wrote a webhook. Cheap.
    public func wake() { bell.ring() }

    /// Delivers until the task is cancelled. Call it once.
    /// - Throws: `CancellationError`, and nothing else: a store that fails is waited for.
    public func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            var failures = 0
            while true {
                try Task.checkCancellation()
                do {
                    try await takeDue { pending, receiver in
                        group.addTask { await self.deliver(pending, to: receiver) }
                    }
                    let pause = try await pauseUntilDue()
                    failures = 0
                    try await rest(for: pause)
                } catch let error as CancellationError {
                    throw error
                } catch {
                    failures += 1
                    log.error("webhooks wait for the store", metadata: ["error": "\(error)"])
                    try await time.sleep(for: .seconds(min(1 << min(failures - 1, 5), 30)))
                }
            }
        }
    }

    /// Starts the due webhooks that have a place now. Looks past those that have none, so
    /// that one receiver's backlog does not hide the others'.
    private func takeDue(start: (PendingNotice, _ receiver: String) -> Void) async throws {
        var limit = Self.pages.lowerBound
        while true {
            // Whoever is underway before the store is asked may be in its answer although
            // it has arrived since; nobody else can be, because only this loop starts any.
            let underway = state.withLock { $0.underway }
            let due = try await store.dueNotices(at: time.wall(), limit: limit)
            for (pending, receiver) in take(due.filter({ !underway.contains($0.notice.id) })) {
                start(pending, receiver)
            }
            let thatIsAll = due.count < limit || limit >= Self.pages.upperBound
            if thatIsAll || state.withLock({ $0.places.isFull }) { return }
            limit *= 4
        }
    }

    private func take(_ due: [PendingNotice]) -> [(PendingNotice, receiver: String)] {
        state.withLock { state in
            due.compactMap { pending in
                let receiver = Self.receiver(of: pending.notice)
                guard state.places.take(receiver) else { return nil }
                state.underway.insert(pending.notice.id)
                return (pending, receiver)
            }
        }
    }

    private func deliver(_ pending: PendingNotice, to receiver: String) async {
        let outcome = await delivery.attempt(pending)
        await ledger.enter(outcome, of: pending, receiver: receiver)
        state.withLock { state in
            state.underway.remove(pending.notice.id)
            state.places.giveBack(receiver, succeeded: outcome == .delivered)
        }
        bell.ring()
    }

    private func pauseUntilDue() async throws -> Duration {
        guard let next = try await store.nextNoticeDue() else { return Self.longestSleep }
        return min(max(next - time.wall(), Self.shortestSleep), Self.longestSleep)
    }

    /// Returns after `pause`, or sooner when the bell rings.
    private func rest(for pause: Duration) async throws {
        async let _: Void = ring(after: pause)
        try await bell.wait()
    }

    private func ring(after pause: Duration) async {
        // The sleep is cancelled when the bell rang for another reason.
        do { try await time.sleep(for: pause) } catch { return }
        bell.ring()
    }

    /// Whom a place is taken from: the host and port. Addresses that are none share one.
    private static func receiver(of notice: Notice) -> String {
        do throws(AddressFault) {
            return try CallbackURL(notice.url).origin
        } catch {
            return "malformed"
        }
    }
}
