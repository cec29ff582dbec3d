import GateCore
import GateTestKit
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Calls of other APIs")
struct CompatibilityTests {
    private func match(
        _ category: String = "gore", _ severity: RuleSeverity = .high,
        _ action: RuleAction = .block, span: Range<Int> = 5..<10, openAI: [String] = ["violence"],
        message: String? = nil
    ) -> RuleMatch {
        RuleMatch(
            rule: "r", category: category, severity: severity, action: action, span: span,
            text: "blood", term: "blood", folding: .exact, message: message, openAI: openAI)
    }

    private func judged(_ text: String, _ matches: [RuleMatch]) -> JudgedText {
        JudgedText(
            text: text,
            judgement: TextJudgement(
                action: matches.map(\.action).max() ?? .allow, matches: matches, revision: "r"))
    }

    @Test("covers what is redacted or refused, and nothing that is flagged")
    func covers() {
        let text = "é my blood"
        #expect(judged(text, [match(span: 5..<10)]).covered == "é my █████")
        #expect(judged(text, [match("g", .low, .flag, span: 5..<10)]).covered == text)
        #expect(judged(text, [match(span: 8..<99)]).covered == "é my blo██")
        #expect(judged("", []).covered == "")
    }

    @Test("says why without a rule's words")
    func reasons() {
        #expect(judged("x", [match(message: "No.")]).reason == "No.")
        let weaker = match("rude", .low, .flag, message: "Rude.")
        #expect(
            judged("x", [weaker, match()]).reason == "The text goes against the rules (gore).")
    }

    @Test("a category that stands for one of OpenAI's is seen by what it stands for")
    func attributes() {
        let gore = match()
        #expect(PerspectiveAttribute.threat.isMeant(by: gore))
        #expect(PerspectiveAttribute.toxicity.isMeant(by: gore))
        #expect(PerspectiveAttribute.severeToxicity.isMeant(by: gore))
        #expect(!PerspectiveAttribute.severeToxicity.isMeant(by: match("gore", .medium)))
        #expect(!PerspectiveAttribute.insult.isMeant(by: gore))
        #expect(PerspectiveAttribute.profanity.isMeant(by: match("banned-word", openAI: [])))
        #expect(PerspectiveAttribute(name: "INSULT_EXPERIMENTAL") == .insult)
        #expect(PerspectiveAttribute(name: "SPAM") == nil)
    }

    @Test("a place of its own for the key counts before the Authorization of others")
    func keys() async throws {
        let bench = try await Bench()
        let body = #"{"texts":["a cat"]}"#
        let path = LiteLLMRoutes.path
        let both = try await bench.call(
            .post, path, body, key: "sk-of-another-service", headers: [.apiKey: "pg_a"])
        #expect(both.status == 200)
        let wrong = try await bench.call(.post, path, body, headers: [.apiKey: "pg_wrong"])
        #expect(wrong.status == 401)
        let empty = try await bench.call(.post, path, body, key: nil, headers: [.apiKey: ""])
        #expect(empty.status == 401)
        let elsewhere = try await bench.call(
            .get, "/v1/tasks", key: nil, headers: [.apiKey: "pg_a"])
        #expect(elsewhere.status == 401)
        let query = try await bench.call(.post, "\(path)?key=pg_a", body, key: nil)
        #expect(query.status == 401)
        let perspective = try await bench.call(
            .post, "\(PerspectiveRoutes.path)?alt=json&key=pg%5Fa",
            #"{"comment":{"text":"a"},"requestedAttributes":{"TOXICITY":{}}}"#, key: nil)
        #expect(perspective.status == 200)
    }

    @Test("what the desk refuses is an error in the words of that API")
    func dialects() async throws {
        let bench = try await Bench()
        bench.desk.state.withLock {
            $0.problem = Problem(.quotaSpent, "Spent.", retryAfter: .seconds(9))
        }
        let openAI = try await bench.call(.post, "/v1/moderations", #"{"input":"a"}"#)
        #expect(openAI.status == 429)
        #expect(try openAI["error"]?["code"] == "insufficient_quota")
        #expect(openAI.headers[.retryAfter] == "9")
        let google = try await bench.call(
            .post, PerspectiveRoutes.path,
            #"{"comment":{"text":"a"},"requestedAttributes":{"TOXICITY":null}}"#)
        #expect(try google["error"]?["status"] == "RESOURCE_EXHAUSTED")
        let own = try await bench.call(.post, LiteLLMRoutes.path, #"{"texts":["a"]}"#)
        #expect(try own.code == 17)
    }

    @Test("the old service's 200 for errors is not for clients of other APIs")
    func seedStatus() async throws {
        var bench = try await Bench()
        bench.settings.seedStatus = true
        bench.desk.state.withLock { $0.problem = Problem(.queueFull, "Full.") }
        let reply = try await bench.call(.post, "/v1/moderations", #"{"input":"a"}"#)
        #expect(reply.status == 503)
        #expect(try reply["error"]?["type"] == "server_error")
    }

    @Test(
        "wrong inputs are named",
        arguments: [
            ("{}", "input"), (#"{"input":1}"#, "input"), (#"{"input":["a",1]}"#, "input[1]"),
            (#"{"input":[{"type":"text"}]}"#, "input[0].text"),
            (#"{"input":[{"type":"image_url","image_url":{"url":"https://a.test"}}]}"#, "input"),
            (#"{"input":"a","model":1}"#, "model"), (#"{"input":"\u0000"}"#, "input"),
        ])
    func inputs(_ body: String, _ field: String) async throws {
        let reply = try await Bench().call(.post, "/v1/moderations", body)
        #expect(reply.status == 400)
        #expect(try reply["error"]?["param"]?.string == field)
    }

    @Test("the parts of one input are judged together")
    func parts() async throws {
        let bench = try await Bench()
        let body =
            #"{"input":[{"type":"text","text":"a"},{"type":"text","text":"b"}],"user":"ann","x":1}"#
        #expect(try await bench.call(.post, "/v1/moderations", body).status == 200)
        #expect(bench.desk.state.withLock { $0.moderated } == [["a\nb"]])
        #expect(bench.desk.state.withLock { $0.endUsers } == ["ann"])
    }

    @Test("parts of a message are judged as one text, and covered as one")
    func messages() async throws {
        var bench = try await Bench()
        bench.desk = ScriptedDesk(rules: LiteralRules(["blood"], action: .redact))
        let body = """
            {"body":{"messages":[{"role":"user","name":"ann","content":[{"type":"text","text":\
            "warm blood"},{"type":"image_url","image_url":{"url":"u"}}]},{"role":"user"}]}}
            """
        let reply = try await bench.call(.post, "/request", body)
        let messages = try reply["action"]?["body"]?["messages"]
        #expect(messages?[0]?["content"]?[0]?["text"] == "warm █████")
        #expect(messages?[0]?["content"]?[1]?["type"] == "image_url")
        #expect(messages?[0]?["name"] == "ann")
        #expect(messages?[1] == ["role": "user"])
    }

    @Test("no texts are judged by nobody")
    func nothing() async throws {
        let bench = try await Bench()
        let reply = try await bench.call(.post, LiteLLMRoutes.path, #"{"texts":[]}"#)
        #expect(try reply["action"] == "NONE")
        #expect(bench.desk.state.withLock { $0.moderated } == [])
    }
}
