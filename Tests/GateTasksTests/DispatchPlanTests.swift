import GateCore
import Testing

@testable import GateTasks

@Suite("DispatchPlan")
struct DispatchPlanTests {
    private let plan = DispatchPlan(maxAttempts: 3)

    @Test("a wait that Discord asks for is kept")
    func retryAfter() {
        let step = plan.step(
            after: .transient("429", retryAfter: .seconds(7)), attempt: 1, jitter: 0)
        #expect(step == .again(after: .seconds(7)))
    }

    @Test("a wait of days is cut, so that a bad header cannot stop the account")
    func bounded() {
        let step = plan.step(
            after: .transient("429", retryAfter: .seconds(999_999)), attempt: 1, jitter: 0)
        #expect(step == .again(after: .seconds(300)))
    }

    @Test("a job that its account may not send is passed on, and one that is refused is not")
    func refusals() {
        #expect(
            plan.step(after: .parked("401"), attempt: 1, jitter: 0)
                == .passOn(TaskFailure(.upstreamRefused, "401")))
        #expect(
            plan.step(after: .permanent("400"), attempt: 1, jitter: 0)
                == .giveUp(TaskFailure(.upstreamRefused, "400")))
    }

    @Test("pauses double, with jitter", arguments: [(1, 500), (2, 1000)])
    func backOff(attempt: Int, milliseconds: Int) {
        let low = plan.step(after: .transient("502", retryAfter: nil), attempt: attempt, jitter: 0)
        #expect(low == .again(after: .milliseconds(milliseconds)))
        let high = plan.step(
            after: .transient("502", retryAfter: nil), attempt: attempt, jitter: 0.999)
        guard case .again(let pause) = high else { return #expect(Bool(false), "\(high)") }
        #expect(pause > .milliseconds(milliseconds * 19 / 10))
        #expect(pause < .milliseconds(milliseconds * 2))
    }

    @Test("an attempt without an answer is looked for before it is repeated")
    func ambiguous() {
        let step = plan.step(after: .ambiguous("timed out"), attempt: 1, jitter: 0)
        #expect(step == .lookFirst(after: .milliseconds(3500)))
    }

    @Test("attempts that only had to wait spend nothing")
    func waits() {
        let limited = plan.step(
            after: .transient("429", retryAfter: .seconds(1)), attempt: 90, waits: 89, jitter: 0)
        #expect(limited == .again(after: .seconds(1)))
        let fault = plan.step(
            after: .transient("502", retryAfter: nil), attempt: 91, waits: 90, jitter: 0)
        #expect(fault == .again(after: .milliseconds(500)))
    }

    @Test("the last attempt is looked for too, and ends the task where nothing is found")
    func lastLook() {
        let step = plan.step(after: .ambiguous("timed out"), attempt: 3, jitter: 0)
        guard case .lookLast(_, let failure) = step else { return #expect(Bool(false), "\(step)") }
        #expect(failure.code == .retriesSpent)
    }

    @Test("the last attempt ends in code 12, with the reason")
    func spent() {
        let step = plan.step(after: .transient("502", retryAfter: nil), attempt: 3, jitter: 0)
        guard case .giveUp(let failure) = step else { return #expect(Bool(false), "\(step)") }
        #expect(failure.code == .retriesSpent)
        #expect(failure.reason.contains("502"))
    }

    @Test("a refusal is final, and says what Discord said")
    func permanent() {
        let step = plan.step(after: .permanent("Unknown Message (10008)"), attempt: 1, jitter: 0)
        #expect(step == .giveUp(TaskFailure(.upstreamRefused, "Unknown Message (10008)")))
    }
}
