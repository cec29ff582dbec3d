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
    /// How many due webhooks are looked at.
    private static let page = 4096
    /// Of those, at most of one tenant: more than may be on their way of one, because some have
    /// no place.
    private static let pagePerTenant = 4 * Places.perTenant

    private struct State {
        var places: Places
        var underway: Set<NoticeID> = []
        /// Those that have something due and no place for it: what they have is not read again
        /// until a place may have come free. Fifty dead ones, each with ten webhooks due, took
        /// three times as long to look through as the rest to deliver.
        var resting: Set<Receiver> = []

        /// A place of `receiver` comes free: for others of its tenant, or, where places were
        /// scarce, for anyone.
        mutating func wake(beside receiver: Receiver) {
            resting = places.isScarce ? [] : resting.filter { $0.tenant != receiver.tenant }
        }
    }

    private let store: any NoticeStore
    private let delivery: Delivery
    private let ledger: DeliveryLedger
    private let time: any Timekeeper
    private let observer: any Observer
    private let log: Logger
    private let bell = Bell()
    private let state: Mutex<State>

    /// - Parameters:
    ///   - store: what is to be delivered.
    ///   - transport: makes the requests.
    ///   - addresses: decides where a webhook may go.
    ///   - schedule: when to try again.
    ///   - maxUnderway: webhooks on their way at once.
    ///   - maxPerReceiver: of those, at most of one tenant to one host and port.
    ///   - time: for waiting and stamps.
    ///   - random: for the retries' jitter.
    ///   - observer: hears how every try ended.
    ///   - log: hears of failures; never of bodies, secrets or whole addresses.
    public init(
        store: any NoticeStore, transport: any HTTPTransport, addresses: AddressGuard,
        schedule: RetrySchedule = .standard, maxUnderway: Int = 256, maxPerReceiver: Int = 4,
        time: any Timekeeper, random: any RandomSource, observer: any Observer = SilentObserver(),
        log: Logger
    ) {
        self.store = store
        self.time = time
        self.observer = observer
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

    /// Starts the due webhooks that have a place now.
    private func takeDue(start: (PendingNotice, Receiver) -> Void) async throws {
        // What is underway may have arrived by the time that the store answers; nothing else
        // can be underway then, because only this loop starts any.
        let (underway, resting, each) = state.withLock {
            ($0.underway, $0.resting, $0.places.perReceiver)
        }
        let due = try await store.dueNotices(
            DueQuery(
                at: time.wall(), limit: Self.page, perTenant: Self.pagePerTenant,
                perReceiver: each, resting: resting, underway: underway))
        for (pending, receiver) in take(due) { start(pending, receiver) }
    }

    private func take(_ due: [PendingNotice]) -> [(PendingNotice, receiver: Receiver)] {
        state.withLock { state in
            due.compactMap { pending in
                let receiver = pending.notice.receiver
                guard state.places.take(receiver) else {
                    state.resting.insert(receiver)
                    return nil
                }
                state.underway.insert(pending.notice.id)
                return (pending, receiver)
            }
        }
    }

    private func deliver(_ pending: PendingNotice, to receiver: Receiver) async {
        let start = time.now()
        let outcome = await CurrentTask.$id.withValue(pending.notice.task) {
            await delivery.attempt(pending)
        }
        let took = time.now() - start
        let ending = await ledger.enter(outcome, of: pending, receiver: receiver.origin)
        observer.note(.delivery(ending, took: took))
        state.withLock { state in
            state.underway.remove(pending.notice.id)
            state.wake(beside: receiver)
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
}
