import Foundation
import GateCore
import Testing

@Suite("Bounds and words of small types")
struct BoundsTests {
    @Test("page sizes asked for are brought into bounds")
    func pageSizes() {
        #expect(AuditQuery(limit: 0).limit == 1)
        #expect(AuditQuery(limit: 5000).limit == 1000)
        #expect(TaskQuery(tenant: "t", limit: -1).limit == 1)
        #expect(TaskQuery(tenant: "t", limit: 5000).limit == 200)
        #expect(TaskQuery(tenant: "t").limit == 50)
    }

    @Test("an account has at least one slot, and waiting places or none")
    func capacity() {
        #expect(Capacity(slots: 0, waiting: -1) == Capacity(slots: 1, waiting: 0))
    }

    @Test("block is stronger than review, redact, flag and allow, in this order")
    func actions() {
        #expect(
            RuleAction.allCases.shuffled().sorted() == [.allow, .flag, .redact, .review, .block])
    }

    @Test("a rule fault names file, line and column as far as they are known")
    func ruleFault() {
        func text(_ line: Int, _ column: Int) -> String {
            RuleFault(file: "a.yaml", line: line, column: column, message: "Bad.", remedy: "Fix.")
                .description
        }
        #expect(text(0, 0) == "a.yaml: Bad. Fix.")
        #expect(text(3, 0) == "a.yaml:3: Bad. Fix.")
        #expect(text(3, 7) == "a.yaml:3:7: Bad. Fix.")
    }

    @Test("identifiers are coded as plain text")
    func identifiers() throws {
        let data = try JSONEncoder().encode(["a": TenantID("acme")])
        #expect(String(decoding: data, as: UTF8.self) == #"{"a":"acme"}"#)
        #expect(try JSONDecoder().decode([String: TenantID].self, from: data) == ["a": "acme"])
    }

    @Test("trigger types are those of midjourney-api")
    func triggerTypes() {
        #expect(TriggerKind.imagine.triggerType == "generate")
        #expect(TriggerKind.soloHighVariation.triggerType == "solo_high_variation")
        #expect(
            Set(TriggerKind.allCases.filter { !$0.isFollowUp })
                == [.imagine, .describe, .blend, .shorten, .show, .info, .fast, .relax])
    }

    @Test("paces are kept as the object that a plain one always was, or as a list")
    func rateLimits() throws {
        func back(_ limits: RateLimits) throws -> RateLimits {
            try JSONDecoder().decode(RateLimits.self, from: JSONEncoder().encode(limits))
        }
        let plain = RateLimits(RatePolicy(requests: 60, per: .minute, burst: 10))
        #expect(try back(plain) == plain)
        let before = Data(#"{"requests":60,"per":"minute","burst":10}"#.utf8)
        #expect(try JSONDecoder().decode(RateLimits.self, from: before) == plain)
        let several = RateLimits([
            RatePolicy(requests: 60, per: .minute),
            RatePolicy(requests: 5, per: .hour, by: .endUser, name: "each"),
        ])
        #expect(try back(several) == several)
        #expect(several.plain == nil)
        #expect(RateLimits(RatePolicy(requests: 1, per: .hour, by: .key)).plain == nil)
        #expect(RateLimits.isName("a.B-9_") && !RateLimits.isName("") && !RateLimits.isName("ä"))
    }

    @Test("a burst that is not given is the whole pace")
    func burst() {
        #expect(RatePolicy(requests: 60, per: .minute).burst == 60)
        #expect(RatePolicy(requests: 60, per: .minute, burst: 10).burst == 10)
        #expect(
            RatePolicy.Period.allCases.map(\.duration) == [
                .seconds(1), .seconds(60), .seconds(3600),
            ])
    }
}
