import GateCore
import Logging

/// Counts each tenant's triggers against its `quota`. It reserves what a call takes when it
/// judges, in every window or in none. A call that became a task keeps its reservation: the
/// task's end spends it or gives it back. However else the call ends, it is given back here.
/// A ledger that fails is "could not judge".
public final class QuotaStage: Stage {
    public static let kind = StageKind.quota

    private let keeper: QuotaKeeper
    private let lease: Duration

    /// - Parameters:
    ///   - keeper: keeps the quotas.
    ///   - settings: how long reservations hold.
    public init(_ keeper: QuotaKeeper, settings: QuotaSettings = QuotaSettings()) {
        self.keeper = keeper
        lease = settings.lease
    }

    /// Only what counts waits for the ledger.
    public func answersAtOnce(_ exchange: Exchange) -> Bool { policies(for: exchange).isEmpty }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        let policies = policies(for: exchange)
        guard !policies.isEmpty else { return .pass }
        guard keeper.book.open(exchange.id, of: place) else { throw CancellationError() }
        let answer: Result<QuotaAnswer, any Error>
        do {
            answer = .success(try await keeper.reserve(exchange, policies, lease: lease))
        } catch {
            keeper.warn("could not reserve quota", exchange, error)
            answer = .failure(error)
        }
        // A failure too: the ledger may have reserved before it failed.
        if let outcome = keeper.book.answer(
            exchange.id, of: place, holds: !answer.isRefusal)
        {
            // This task is cancelled by now; the refund must not be.
            await Task { await settle(exchange, outcome) }.value
        }
        return try answer.get().verdict
    }

    public func finish(_ exchange: Exchange, outcome: Outcome) async {
        guard !policies(for: exchange).isEmpty, keeper.book.end(exchange.id, of: place, outcome)
        else {
            return
        }
        await settle(exchange, outcome)
    }

    private var place: ObjectIdentifier { ObjectIdentifier(self) }

    /// The policies that the call counts against.
    private func policies(for exchange: Exchange) -> [QuotaPolicy] {
        guard exchange.surface == .trigger, let plan = exchange.caller.tenant.quota else {
            return []
        }
        return plan.policies.filter { $0.cost(of: exchange.kind) > 0 }
    }

    /// What became a task, or waits to become one, is the task's to settle.
    private func settle(_ exchange: Exchange, _ outcome: Outcome) async {
        guard outcome != .accepted, outcome != .held else { return }
        await keeper.refund(exchange)
    }
}

extension Result<QuotaAnswer, any Error> {
    /// Whether it is sure that nothing was reserved.
    fileprivate var isRefusal: Bool {
        if case .success(.spent) = self { true } else { false }
    }
}
