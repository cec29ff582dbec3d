import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Moderation")
struct ModerationRoutesTests {
    private func moderate(_ body: String, _ bench: Bench) async throws -> Reply {
        try await bench.call(.post, "/v1/moderate", body)
    }

    @Test("one text gets one verdict")
    func one() async throws {
        let bench = try await Bench()
        let clean = try await moderate(#"{"text":"a cat"}"#, bench)
        #expect(
            clean.text
                == #"{"action":"allow","flagged":false,"revision":"test","text":"a cat","matches":[]}"#
        )
        let hit = try await moderate(#"{"text":"red blood"}"#, bench)
        #expect(hit.status == 200)
        #expect(try hit["action"] == "block")
        #expect(try hit["flagged"] == true)
        #expect(try hit["matches"]?[0]?["span"] == [4, 9])
        #expect(try hit["matches"]?[0]?["term"] == "blood")
    }

    @Test("several texts get theirs in order")
    func several() async throws {
        let bench = try await Bench()
        let reply = try await moderate(#"{"texts":["a","blood",""]}"#, bench)
        let actions = try reply["results"]?.array?.map { $0["action"]?.string }
        #expect(actions == ["allow", "block", "allow"])
        #expect(bench.desk.state.withLock { $0.moderated } == [["a", "blood", ""]])
    }

    @Test(
        "wrong bodies are named",
        arguments: [
            ("{}", ["text"]), (#"{"text":"a","texts":["a"]}"#, ["text"]),
            (#"{"text":null}"#, ["text"]),
            (#"{"text":1}"#, ["text"]), (#"{"texts":[]}"#, ["texts"]),
            (#"{"texts":"a"}"#, ["texts"]),
            (#"{"texts":["a",1,null]}"#, ["texts[1]", "texts[2]"]), (#"{"text":"a","x":1}"#, ["x"]),
            (#"{"text":"\u0000"}"#, ["text"]),
        ])
    func wrong(_ body: String, _ fields: [String]) async throws {
        let reply = try await moderate(body, try await Bench())
        #expect(reply.status == 400)
        #expect(try reply.wrongFields == fields)
    }

    @Test("a hundred texts are taken, one more is not")
    func cap() async throws {
        let bench = try await Bench()
        let texts = { (count: Int) in
            #"{"texts":["# + Array(repeating: "\"a\"", count: count).joined(separator: ",") + "]}"
        }
        #expect(try await moderate(texts(100), bench).status == 200)
        #expect(try await moderate(texts(1025), bench).wrongFields == ["texts"])
    }

    @Test("a text that could not be judged is never shown as clean")
    func undecided() async throws {
        var bench = try await Bench()
        bench.desk = ScriptedDesk(rules: Undecided())
        let reply = try await moderate(#"{"texts":["a","b"]}"#, bench)
        #expect(reply.status == 503)
        #expect(try reply.code == 24)
        #expect(try reply["detail"]?.string?.contains("slow.rule") == true)
    }

    @Test("a tenant that is shown categories alone cannot try words out here either")
    func category() async throws {
        let bench = try await Bench()
        try await bench.changeTenant { $0.explain = .category }
        let reply = try await moderate(#"{"text":"red blood"}"#, bench)
        #expect(try reply["matches"]?[0]?["category"] == "test")
        #expect(try reply["matches"]?[0]?["span"] == nil)
        #expect(try reply["matches"]?[0]?["term"] == nil)
    }

    private struct Undecided: RuleSet {
        let revision = "r"
        let ruleCount = 1
        func judge(_ text: String, tenant: TenantID?) -> TextJudgement {
            TextJudgement(
                action: .allow, matches: [], undecided: text == "b" ? ["slow.rule"] : [],
                revision: revision)
        }
    }
}
