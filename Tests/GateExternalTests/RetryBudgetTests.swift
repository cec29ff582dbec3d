import Testing

@testable import GateExternal

@Suite("Retry budget")
struct RetryBudgetTests {
    @Test(
        "lets a share of the calls be repeated, and the first failure", arguments: [0.1, 0.25, 1])
    func share(_ share: Double) {
        var budget = RetryBudget(share: share)
        var repeated = 0
        for _ in 0..<1000 {
            budget.called()
            if budget.take() { repeated += 1 }
        }
        #expect((Int(share * 1000)...Int(share * 1000) + 1).contains(repeated))
    }

    @Test("saves up ten at most")
    func bounded() {
        var budget = RetryBudget(share: 1)
        for _ in 0..<1000 { budget.called() }
        var repeated = 0
        while budget.take() { repeated += 1 }
        #expect(repeated == 10)
    }

    @Test("repeats nothing with a share of nothing")
    func none() {
        var budget = RetryBudget(share: 0)
        for _ in 0..<1000 { budget.called() }
        let isGiven = budget.take()
        #expect(!isGiven)
    }
}
