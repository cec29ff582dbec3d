import GateCore
import GateTestKit
import Testing

@testable import GateHTTP

@Suite("Sessions of the admin page")
struct AdminSessionsTests {
    private let time = ManualTime()
    private let sessions: AdminSessions

    init() { sessions = AdminSessions(time: time, random: SeededRandom(seed: 1)) }

    @Test("a token leads to its key, and another one to none")
    func keys() throws {
        let token = try sessions.open(key: "pg_a")
        #expect(sessions.key(of: token, counts: true) == "pg_a")
        #expect(sessions.key(of: String(token.dropLast()) + "_", counts: true) == nil)
        sessions.close(token)
        #expect(sessions.key(of: token, counts: true) == nil)
    }

    @Test("a session ends when it is left alone, and not while it is used")
    func idles() throws {
        let token = try sessions.open(key: "pg_a")
        time.advance(by: AdminSessions.idle - .seconds(1))
        #expect(sessions.key(of: token, counts: true) != nil)
        time.advance(by: AdminSessions.idle - .seconds(1))
        #expect(sessions.key(of: token, counts: false) != nil)
        time.advance(by: .seconds(1))
        #expect(sessions.key(of: token, counts: false) == nil)
    }

    @Test("a session ends at last, however much it is used")
    func ends() throws {
        let token = try sessions.open(key: "pg_a")
        let steps = AdminSessions.whole / AdminSessions.idle * 2
        for _ in 1..<Int(steps) {
            time.advance(by: AdminSessions.idle / 2)
            #expect(sessions.key(of: token, counts: true) != nil)
        }
        time.advance(by: AdminSessions.idle / 2)
        #expect(sessions.key(of: token, counts: true) == nil)
        #expect(sessions.standing(of: token) == nil)
    }

    @Test("too many sessions push out the one used longest ago")
    func bounded() throws {
        let first = try sessions.open(key: "pg_first")
        time.advance(by: .seconds(1))
        let second = try sessions.open(key: "pg_second")
        time.advance(by: .seconds(1))
        #expect(sessions.key(of: first, counts: true) != nil)
        for _ in 0..<(AdminSessions.most - 1) { _ = try sessions.open(key: "pg_x") }
        #expect(sessions.key(of: first, counts: true) == "pg_first")
        #expect(sessions.key(of: second, counts: true) == nil)
    }

    @Test("the proof is a session's own")
    func proofs() throws {
        let (first, second) = (try sessions.open(key: "pg_a"), try sessions.open(key: "pg_a"))
        let proof = try #require(sessions.standing(of: first)?.proof)
        #expect(sessions.isProof(proof, of: first))
        #expect(!sessions.isProof(proof, of: second))
        #expect(!sessions.isProof("", of: first))
        #expect(!proof.contains(first))
    }

    @Test("wrong keys are slowed down by address, and forgotten after a while")
    func slowsDown() throws {
        let attempts = SignInGuard(time: time)
        for _ in 0..<SignInGuard.burst {
            try attempts.check("10.0.0.1")
            attempts.noteWrongKey("10.0.0.1")
        }
        #expect(throws: Problem.self) { try attempts.check("10.0.0.1") }
        try attempts.check("10.0.0.2")
        time.advance(by: SignInGuard.interval)
        try attempts.check("10.0.0.1")
    }
}
