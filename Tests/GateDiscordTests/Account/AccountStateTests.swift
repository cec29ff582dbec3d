import GateCore
import GateDiscord
import GateTestKit
import Testing

@Suite("An account's state") struct AccountStateTests {
    private let time = ManualTime()
    private let state: AccountState
    private let lasting = AccountCondition(.blocked, "Blocked")
    private let passing = AccountCondition(.pendingModeration, "Pending mod message")

    init() { state = AccountState(time: time) }

    @Test("is that of its Gateway session while nothing parks it")
    func session() {
        #expect(state.health == .connecting)
        state.connected(sessionID: "a")
        #expect(state.health == .connected)
        state.connecting()
        #expect(state.health == .connecting)
        state.listening()
        #expect(state.health == .connected)
        #expect(state.sessionID == "a")
    }

    @Test("keeps the first reason, whatever follows")
    func firstReason() {
        #expect(state.note(lasting) != nil)
        #expect(state.note(AccountCondition(.verification, "later")) == nil)
        #expect(state.note(passing) == nil)
        #expect(state.health == .parked("Blocked"))
        state.connected(sessionID: "a")
        #expect(state.health == .parked("Blocked"))
        #expect(state.condition?.cause == .blocked)
    }

    @Test("lets a reason that passes give way to one that does not")
    func givesWay() {
        state.note(passing)
        state.note(lasting)
        #expect(state.condition == lasting)
    }

    @Test("is its session's again once what parked it is over")
    func recovery() throws {
        state.connected(sessionID: "a")
        state.note(passing)
        state.recover()
        #expect(state.health == .connected)
        #expect(state.condition == nil)
    }

    @Test("recovers from the parking that is meant, and from no later one")
    func laterParking() throws {
        let first = try #require(state.note(passing))
        state.recover()
        let second = try #require(state.note(passing))
        #expect(!state.recover(from: first))
        #expect(state.condition == passing)
        #expect(state.recover(from: second))
        #expect(state.condition == nil)
    }

    @Test("is stamped when it changes, and not when it stays")
    func stamps() {
        let start = state.since
        time.advance(by: .seconds(5))
        state.connecting()
        #expect(state.since == start)
        state.connected(sessionID: "a")
        #expect(state.since == start + .seconds(5))
        time.advance(by: .seconds(5))
        state.listening()
        #expect(state.since == start + .seconds(5))
        state.note(lasting)
        #expect(state.since == start + .seconds(10))
    }
}
