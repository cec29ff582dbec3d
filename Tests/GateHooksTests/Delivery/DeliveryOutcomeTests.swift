import GateCore
import Testing

@testable import GateHooks

@Suite struct DeliveryOutcomeTests {
    private func outcome(
        _ status: Int, _ headers: [(name: String, value: String)] = []
    ) -> DeliveryOutcome {
        DeliveryOutcome(
            HTTPAnswer(status: status, headers: headers, body: []), now: Samples.wall)
    }

    @Test("only 2xx is success", arguments: [200, 201, 202, 204, 299])
    func success(status: Int) {
        #expect(outcome(status) == .delivered)
    }

    @Test(
        "everything else is tried again",
        arguments: [100, 301, 302, 307, 308, 400, 401, 404, 429, 500, 502, 503, 599])
    func failure(status: Int) {
        guard case .missed(let words, nil) = outcome(status) else {
            Issue.record("\(outcome(status))")
            return
        }
        #expect(words.contains("\(status)"))
    }

    @Test("except 410, which wants no more")
    func gone() {
        guard case .closed = outcome(410) else {
            Issue.record("\(outcome(410))")
            return
        }
    }

    @Test("Retry-After is read, but not from a redirect")
    func retryAfter() {
        let header = [(name: "Retry-After", value: "60")]
        #expect(
            outcome(503, header) == .missed("the receiver answered 503", retryAfter: .seconds(60)))
        guard case .missed(_, nil) = outcome(302, header) else {
            Issue.record("\(outcome(302, header))")
            return
        }
    }

    @Test("what cannot mend is refused, what can is missed")
    func faults() {
        let final: [any Error] = [
            AddressFault.malformed("x"), AddressFault.forbidden("x"), WebhookSecretFault(),
        ]
        for error in final {
            guard case .refused = DeliveryOutcome(error) else {
                Issue.record("\(error)")
                continue
            }
        }
        let passing: [any Error] = [
            AddressFault.unresolved("x"), HTTPFault.notSent("x"), HTTPFault.unanswered("x"),
            HTTPFault.malformed("x"), HTTPFault.answerTooLarge, StoreError(.conflict, "x"),
        ]
        for error in passing {
            guard case .missed = DeliveryOutcome(error) else {
                Issue.record("\(error)")
                continue
            }
        }
        #expect(DeliveryOutcome(CancellationError()) == .abandoned)
    }
}
