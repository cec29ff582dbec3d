import GateCore
import GateTestKit
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Rules for operators")
struct AdminRuleRoutesTests {
    /// Finds the candidate faulty.
    private struct Faulty: RuleSource {
        private let rules = FixedRuleSource(LiteralRules([]))
        func inForce() -> ActiveRules { FixedRuleSource(rules.current()).inForce() }
        func status() -> RuleStatus { rules.status() }
        func reload() async -> RuleStatus { rules.status() }
        func revisions() async -> [RuleRevision] { [] }
        func diff(
            from old: RuleVersion, to new: RuleVersion
        ) async throws(RuleRefusal) -> RuleDiff {
            RuleDiff(
                from: "a", to: "b", added: ["x"], removed: ["y"],
                changed: [RuleDiff.Change(rule: "z", fields: ["action"])])
        }
        func rollback(to revision: String) async throws(RuleRefusal) -> RuleStatus {
            throw .storage("The disk is full.")
        }
        func simulate(
            _ candidate: RuleCandidate, on texts: [RecordedText]
        ) async throws(RuleRefusal) -> RuleSimulation {
            throw .faults([
                RuleFault(
                    file: "candidate.yaml", line: 2, column: 5, message: "Bad.",
                    remedy: "Mend it.")
            ])
        }
    }

    @Test("lists the revisions, and says whether one is pinned")
    func revisions() async throws {
        let bench = try await Bench()
        let reply = try await bench.call(.get, "/v1/admin/rules/revisions", key: "admin")
        #expect(try reply["data"]?[0]?["revision"] == "test")
        #expect(try reply["data"]?[0]?["active"] == true)
        let status = try await bench.call(.get, "/v1/admin/rules", key: "admin")
        #expect(try status["pinned"] == false)
    }

    @Test("is for admins only")
    func doors() async throws {
        let bench = try await Bench()
        #expect(try await bench.call(.get, "/v1/admin/rules/revisions").status == 403)
        #expect(try await bench.call(.get, "/v1/admin/rules/diff").status == 403)
        for path in ["rollback", "simulate", "reload"] {
            #expect(try await bench.call(.post, "/v1/admin/rules/\(path)", "{}").status == 403)
        }
    }

    @Test("shows what is different between two revisions")
    func diff() async throws {
        var bench = try await Bench()
        let path = "/v1/admin/rules/diff"
        let unknown = try await bench.call(.get, "\(path)?from=ffff", key: "admin")
        #expect(try unknown.status == 404 && unknown.code == 21)
        bench.rules = Faulty()
        let reply = try await bench.call(.get, path, key: "admin")
        #expect(try reply["added"] == ["x"] && reply["removed"] == ["y"])
        #expect(try reply["changed"]?[0]?["fields"] == ["action"])
    }

    @Test("rolls back to a kept revision, and to no other")
    func rollback() async throws {
        var bench = try await Bench()
        let path = "/v1/admin/rules/rollback"
        let done = try await bench.call(.post, path, #"{"revision":"test"}"#, key: "admin")
        #expect(try done.status == 200 && done["active"] == "test")
        let unknown = try await bench.call(.post, path, #"{"revision":"ffff"}"#, key: "admin")
        #expect(try unknown.status == 404 && unknown.code == 21)
        let empty = try await bench.call(.post, path, "{}", key: "admin")
        #expect(try empty.status == 400 && empty.wrongFields == ["revision"])
        bench.rules = Faulty()
        let full = try await bench.call(.post, path, #"{"revision":"test"}"#, key: "admin")
        #expect(full.status == 503)
    }

    @Test("tries a candidate on what was recorded whole, over pages, and counts what was not")
    func simulate() async throws {
        let bench = try await Bench()
        let hash = "sha256:" + String(repeating: "0", count: 64)
        try await bench.audit.append([
            Samples.audit("1", prompt: "a castle"), Samples.audit("2", prompt: hash),
            Samples.audit("3", prompt: "a ███ moon"),
            Samples.audit("4", prompt: "sha256: what is it"), Samples.audit("5", prompt: "a tree"),
        ])
        let path = "/v1/admin/rules/simulate"
        let rule = #""rule":{"id":"x","words":["castle"]}"#
        let all = try await bench.call(.post, path, "{\(rule)}", key: "admin")
        #expect(try all.status == 200 && all["judged"] == 3 && all["skipped"] == 2)
        #expect(try all["changed"] == 0 && all["data"] == [])
        let some = try await bench.call(
            .post, path, #"{"pack":"rules: []","limit":3,"tenant":"a"}"#, key: "admin")
        #expect(try some["judged"] == 1 && some["skipped"] == 2)
        #expect(bench.audit.state.withLock { $0.queries.last?.tenant } == "a")
    }

    @Test(
        "refuses a body that holds no candidate, or two",
        arguments: [
            ("{}", "rule"), (#"{"rule":{},"pack":"x"}"#, "rule"), (#"{"rule":3}"#, "rule"),
            (#"{"pack":"x","limit":10001}"#, "limit"),
        ])
    func badForm(_ body: String, _ field: String) async throws {
        let reply = try await Bench().call(
            .post, "/v1/admin/rules/simulate", body, key: "admin")
        #expect(try reply.status == 400 && reply.code == 13 && reply.wrongFields == [field])
    }

    @Test("tells what is wrong with a candidate")
    func faults() async throws {
        var bench = try await Bench()
        bench.rules = Faulty()
        let reply = try await bench.call(
            .post, "/v1/admin/rules/simulate", #"{"pack":"rules: 3"}"#, key: "admin")
        #expect(try reply.status == 400 && reply.code == 13)
        #expect(try reply.reason("pack") == "candidate.yaml:2:5: Bad. Mend it.")
    }
}
