import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Suggestions")
struct SuggestionRoutesTests {
    private let bench: Bench
    private let box = ScriptedBox()

    init() async throws {
        var bench = try await Bench()
        bench.suggestions = box
        self.bench = bench
    }

    private func suggest(_ body: String = #"{"kind":"ban","term":"tyrone"}"#) async throws -> Reply
    {
        try await bench.call(.post, "/v1/suggestions", body)
    }

    @Test("are taken once, and the like of an open one is answered with it")
    func create() async throws {
        let made = try await suggest(
            #"{"kind":"ban","term":"tyrone","example":"a tyrone","reason":"a name"}"#)
        #expect(try made.status == 201 && made["id"] == "sug_1")
        #expect(try made["status"] == "open")
        #expect(try made["kind"] == "ban" && made["reason"] == "a name")
        let again = try await suggest()
        #expect(try again.status == 200 && again["id"] == "sug_1")
    }

    @Test("are refused with every field that is wrong")
    func badFields() async throws {
        let bad = try await suggest(#"{"kind":"burn","term":"a\nb","example":" ","extra":1}"#)
        #expect(bad.status == 400)
        #expect(try bad.wrongFields == ["kind", "term", "example", "extra"])
        for term in ["", "...", "a\\u0000b", "a\\u202eb", String(repeating: "a", count: 101)] {
            let reply = try await suggest(#"{"kind":"ban","term":"\#(term)"}"#)
            #expect(reply.status == 400, "\(term)")
        }
        #expect(try await suggest(#"{"kind":"ban","term":"🍑"}"#).status == 201)
        #expect(try await suggest(#"{"kind":"allow","term":"c++ # 1*"}"#).status == 201)
    }

    @Test("are shown to their tenant alone, with what the rules make of the example")
    func show() async throws {
        _ = try await suggest(#"{"kind":"allow","term":"blood orange","example":"blood"}"#)
        let shown = try await bench.call(.get, "/v1/suggestions/sug_1")
        #expect(try shown["now"]?["action"] == "block")
        #expect(try shown["files"] == nil && shown["tenant"] == nil)
        try await bench.addTenant(
            Tenant(id: "b", name: "B", createdAt: Timestamp(milliseconds: 0)), secret: "pg_b")
        #expect(try await bench.call(.get, "/v1/suggestions/sug_1", key: "pg_b").status == 404)
        let list = try await bench.call(.get, "/v1/suggestions?status=open&limit=5&cursor=s9")
        #expect(try list["data"]?.array?.count == 1 && list["next_cursor"] == "s1")
        let query = try #require(box.state.withLock { $0.queries.last })
        #expect(query.tenant == "a" && query.status == .open && query.limit == 5)
        #expect(query.cursor == "s9")
        let other = try await bench.call(.get, "/v1/suggestions?tenant=b")
        #expect(try other.wrongFields == ["tenant"])
    }

    @Test("are an admin's to read and to decide")
    func door() async throws {
        for (method, path) in [("GET", ""), ("GET", "/x"), ("POST", "/x/accept")] {
            let reply = try await bench.call(
                method == "GET" ? .get : .post, "/v1/admin/suggestions\(path)")
            #expect(reply.status == 403)
        }
        let list = try await bench.call(
            .get, "/v1/admin/suggestions?tenant=a&source=midjourney", key: "admin")
        #expect(list.status == 200)
        let query = try #require(box.state.withLock { $0.queries.last })
        #expect(query.tenant == "a" && query.source == .midjourney)
    }

    @Test("show an admin what accepting would change")
    func prospect() async throws {
        _ = try await suggest()
        try await bench.audit.append([Samples.audit("1", prompt: "a tyrone")])
        let shown = try await bench.call(.get, "/v1/admin/suggestions/sug_1", key: "admin")
        #expect(try shown["tenant"] == "a" && shown["then"]?["action"] == "block")
        #expect(try shown["changes"]?[0]?["added"] == "tyrone\n")
        #expect(try shown["simulation"]?["judged"] == 1)
        _ = try await bench.call(
            .get, "/v1/admin/suggestions/sug_1?simulate=0", key: "admin")
        #expect(box.state.withLock { $0.simulated } == [1, 0])
    }

    @Test("are accepted on terms, and their faults told")
    func accept() async throws {
        _ = try await suggest()
        let path = "/v1/admin/suggestions/sug_1/accept"
        let plain = try await bench.call(.post, path, key: "admin")
        #expect(try plain["status"] == "accepted" && plain["effective"] == true)
        #expect(try plain["files"]?[0] == "words.txt")
        _ = try await bench.call(
            .post, path,
            #"{"scope":"tenant","category":"c","action":"review","severity":"low","note":"n"}"#,
            key: "admin")
        let terms = try #require(box.state.withLock { $0.terms.last })
        #expect(terms.scope == .tenant && terms.category == "c" && terms.action == .review)
        #expect(terms.severity == .low && terms.note == "n")
        let wrong = try await bench.call(.post, path, #"{"scope":"some"}"#, key: "admin")
        #expect(try wrong.wrongFields == ["scope"])
        box.state.withLock {
            $0.problem =
                RuleEditRefusal.faults([
                    RuleFault(file: "f", line: 1, column: 1, message: "m.", remedy: "r.")
                ]).problem
        }
        let refused = try await bench.call(.post, path, key: "admin")
        #expect(try refused.status == 409 && refused.wrongFields == ["rules"])
    }

    @Test("are declined with a reason, or none")
    func decline() async throws {
        _ = try await suggest()
        let path = "/v1/admin/suggestions/sug_1/decline"
        let declined = try await bench.call(.post, path, #"{"reason":"a name"}"#, key: "admin")
        #expect(try declined["status"] == "declined" && declined["decline_reason"] == "a name")
        #expect(try await bench.call(.post, path, key: "admin").status == 200)
        let none = try await bench.call(
            .post, "/v1/admin/suggestions/none/decline", key: "admin")
        #expect(none.status == 404)
    }
}
