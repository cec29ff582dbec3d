import Foundation
import GateCore
import Testing

@Suite("Audit records of exchanges")
struct AuditRecordTests {
    private func record(
        _ text: String, _ matches: [RuleMatch], _ mode: PromptMode, problem: Problem? = nil
    ) -> AuditRecord {
        let judgement = Judgement(
            verdict: .deny(Reason(.bannedPrompt, "No.", matches: matches)), endedBy: "banned_words",
            runs: [
                StageRun(stage: "banned_words", verdict: "deny", mode: .enforce, microseconds: 9)
            ],
            matches: matches, revision: "r1")
        return AuditRecord(
            exchange(text, prompts: mode), judgement, outcome: .blocked, problem: problem,
            digest: { "<\($0.count)>" })
    }

    @Test("a record names who, what, when, and how it ended")
    func contents() {
        let matches = [match("a", 0..<1, "x", action: .flag), match("b", 0..<1, "x")]
        let record = record("xyz", matches, .whole, problem: Problem(.bannedPrompt, "No."))
        #expect(record.id == "e1")
        #expect(record.tenant == "acme")
        #expect(record.key == "k1")
        #expect(record.at == Timestamp(milliseconds: 1000))
        #expect(record.kind == "imagine")
        #expect(record.outcome == .blocked)
        #expect(record.code == .bannedPrompt)
        #expect(record.action == .block)
        #expect(record.endedBy == "banned_words")
        #expect(record.stages.map(\.stage) == ["banned_words"])
        #expect(record.revision == "r1")
    }

    @Test("an exchange without matches is recorded as allowed")
    func allowed() {
        #expect(record("xyz", [], .whole).action == .allow)
    }

    @Test("whole keeps the prompt and the words matched")
    func whole() {
        let record = record("a secret cat", [match("r", 2..<8, "secret")], .whole)
        #expect(record.prompt == "a secret cat")
        #expect(record.matches.first?.text == "secret")
    }

    @Test("redacted masks every match, by code points, overlapping ones too")
    func redacted() {
        let matches = [match("r", 3..<9, "secret"), match("s", 8..<13, "t cat")]
        let record = record("\u{1F600}e\u{301}secret cat!", matches, .redacted)
        #expect(record.prompt == "\u{1F600}e\u{301}██████████!")
    }

    @Test("hashed keeps nothing but the digest")
    func hashed() {
        #expect(
            record("a secret cat", [match("r", 2..<8, "secret")], .hashed).prompt == "sha256:<12>")
    }

    @Test(
        "what is stored of a redacted or hashed prompt holds none of its matched words",
        arguments: [PromptMode.redacted, .hashed])
    func noLeak(_ mode: PromptMode) throws {
        let record = record("a secret cat", [match("r", 2..<8, "secret")], mode)
        let stored = String(decoding: try JSONEncoder().encode(record), as: UTF8.self)
        #expect(!stored.contains("secret"))
        #expect(stored.contains("r*"), "the rule's own term stays")
        #expect(record.matches.first?.span == [2, 8])
    }

    @Test("a span outside the text masks what there is of it")
    func wrongSpan() {
        #expect(record("abc", [match("r", 2..<9, "c")], .redacted).prompt == "ab█")
        #expect(record("abc", [match("r", 7..<9, "c")], .redacted).prompt == "abc")
    }
}
