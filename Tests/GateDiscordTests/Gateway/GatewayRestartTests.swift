import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("A Gateway session over a restart")
struct GatewayRestartTests {
    private let wall = Timestamp(milliseconds: 1_750_000_000_000)

    private func mark(of wire: GatewayWire, upTo sequence: Int64) -> GatewayBookmark {
        var mark = wire.session.mark(now: wire.now, wall: wall)
        mark.sequence = sequence
        return mark
    }

    @Test("is resumed where READY said, after the last event that was worked on")
    func resumes() throws {
        var first = try GatewayWire()
        _ = first.stand()
        _ = first.event("A", 2)
        _ = first.event("B", 3)
        var second = try GatewayWire()
        second.session.restore(mark(of: first, upTo: 2), now: second.now, wall: wall)
        #expect(second.feed(.start).address?.host == "resume.discord.gg")
        let greeting = try #require(second.greet().sent.first)
        #expect(greeting["op"] == 6)
        #expect(greeting["d"]?["session_id"] == "session-1")
        #expect(greeting["d"]?["seq"] == 2)
        #expect(second.event("A", 2).dispatched == [], "That one was worked on.")
        #expect(second.event("B", 3).dispatched == ["B"])
        #expect(second.event("RESUMED", 4).contains(.resumed))
    }

    @Test("is made anew when Discord no longer knows it")
    func forgotten() throws {
        var first = try GatewayWire()
        _ = first.stand()
        var second = try GatewayWire()
        second.session.restore(mark(of: first, upTo: 1), now: second.now, wall: wall)
        _ = second.feed(.start)
        _ = second.greet()
        _ = second.frame(["op": 9, "d": false])
        _ = second.feed(.closed(code: nil, second.socket))
        _ = try second.fire(.reconnect)
        #expect(second.greet().ops == [2])
    }

    @Test("is not guessed at without its last event")
    func noSequence() throws {
        var first = try GatewayWire()
        _ = first.stand()
        var mark = first.session.mark(now: first.now, wall: wall)
        mark.sequence = nil
        var second = try GatewayWire()
        second.session.restore(mark, now: second.now, wall: wall)
        _ = second.feed(.start)
        _ = try second.fire(.reconnect)  // five seconds after the session before
        #expect(second.greet().ops == [2])
    }

    @Test("does not get the day's new sessions back: a process that keeps dying spends them slowly")
    func budget() throws {
        var mark: GatewayBookmark?
        var wall = wall
        let start = wall
        var identified: [Timestamp] = []
        for _ in 0..<120 {
            var wire = try GatewayWire()
            let began = wire.now
            if let mark { wire.session.restore(mark, now: wire.now, wall: wall) }
            _ = wire.feed(.start)
            // The socket closes at HELLO until the budget lets it identify.
            if wire.greet().ops == [2] { identified.append(wall + (wire.now - began)) }
            _ = wire.feed(.closed(code: 4009, wire.socket))
            _ = try wire.fire(.reconnect)
            if wire.greet().ops == [2] { identified.append(wall + (wire.now - began)) }
            wall = wall + (wire.now - began) + .seconds(1)
            mark = wire.session.mark(now: wire.now, wall: wall)
        }
        let firstDay = identified.count { $0 - start < .seconds(86_400) }
        #expect(firstDay <= 200)
    }

    @Test("keeps its bookmark a few seconds behind, and within one session")
    func trail() {
        var trail = GatewayTrail()
        func point(_ sequence: Int64, _ second: Int64, session: String = "a") -> GatewayTrail.Point
        {
            GatewayTrail.Point(
                session: session, sequence: sequence, lastMessage: nil,
                at: Instant(sinceStart: .seconds(second)))
        }
        trail.note(point(1, 0))
        trail.note(point(50, 5))
        #expect(trail.settled?.sequence == 1)
        trail.note(point(90, 15))
        #expect(trail.settled?.sequence == 50)
        trail.note(point(1, 16, session: "b"))
        #expect(trail.settled == point(1, 16, session: "b"))
        for second in 17...60 { trail.note(point(Int64(second), Int64(second), session: "b")) }
        #expect(trail.settled?.sequence == 50)
    }
}
