import GateCore
import GateTestKit
import Synchronization
import Testing

@testable import GateTasks

@Suite("The desk for suggestions")
struct SuggestionDeskTests {
    private let store = MemoryStore()
    private let editor = ScriptedEditor()
    private let time = ManualTime()
    private let desk: SuggestionDesk

    init() {
        // Rules that block `tyrone`, as if an acceptance had been carried out.
        desk = SuggestionDesk(
            SuggestionParts(
                store: store, tenants: store,
                rules: FixedRuleSource(LiteralRules(["tyrone"], revision: "2")), editor: editor,
                notices: EndNotices(), time: time, random: SeededRandom(seed: 1)))
    }

    private var caller: Caller {
        Caller(
            tenant: Tenant(id: Tenant.adminID, name: "Shop", createdAt: time.wall()), key: "key",
            scope: .tenant)
    }

    private func suggest(
        _ kind: SuggestionKind = .ban, _ term: String = "tyrone", example: String? = nil
    ) async throws -> Suggestion {
        try await desk.suggest(
            SuggestionDraft(kind: kind, term: term, example: example), caller: caller
        ).suggestion
    }

    @Test("keeps a suggestion, and answers its like with the same id")
    func keeps() async throws {
        let draft = SuggestionDraft(kind: .ban, term: "  red \t tyrone ")
        let first = try await desk.suggest(draft, caller: caller)
        #expect(first.isNew && first.suggestion.term == "red tyrone")
        #expect(first.suggestion.id.rawValue.wholeMatch(of: /sug_[0-9a-z]{16}/) != nil)
        let again = try await desk.suggest(
            SuggestionDraft(kind: .ban, term: "Red Tyrone"), caller: caller)
        #expect(!again.isNew && again.suggestion.id == first.suggestion.id)
        #expect(again.suggestion.count == 2)
        await #expect(throws: Problem.self) {
            try await desk.suggestion(first.suggestion.id, tenant: "b")
        }
    }

    @Test("refuses more open ones than a tenant may have")
    func bounded() async throws {
        for number in 0..<SuggestionLimits.openOfTenant {
            _ = try await suggest(.ban, "w\(number)")
        }
        let problem = await #expect(throws: Problem.self) { try await suggest(.ban, "more") }
        #expect(problem?.code == .conflict)
    }

    @Test("accepts a ban for all and an allowance for its tenant, and tells the tenant")
    func accepts() async throws {
        let ban = try await suggest(example: "a Tyrone")
        let accepted = try await desk.accept(ban.id, on: SuggestionTerms(), by: "admin")
        #expect(accepted.status == .accepted && accepted.decision?.by == "admin")
        #expect(accepted.decision?.outcome?.isEffective == true)
        #expect(accepted.decision?.outcome?.files == ["banned_words.txt"])
        let allow = try await suggest(.allow, "tyrone power")
        let allowed = try await desk.accept(allow.id, on: SuggestionTerms(), by: "admin")
        #expect(allowed.decision?.outcome?.scope == .tenant)
        #expect(allowed.decision?.outcome?.isEffective == false)
        #expect(allowed.decision?.outcome?.remark?.contains("test.tyrone") == true)
        let edits = editor.state.withLock { $0.applied }
        #expect(edits.map(\.effect) == [.ban, .allow])
        #expect(edits.map(\.tenant) == [nil, Tenant.adminID])
        #expect(edits[0].remark == "suggestion \(ban.id), accepted 2026-09-21")
        #expect(store.notices.map(\.body) == ["\(ban.id) accepted", "\(allow.id) accepted"])
        #expect(try await store.suggestion(ban.id, tenant: nil) == accepted)
    }

    @Test("takes the admin's terms, and refuses those that do not fit together")
    func terms() async throws {
        let ban = try await suggest()
        var terms = SuggestionTerms()
        (terms.scope, terms.action, terms.note) = (.tenant, .review, "look at it")
        terms.list = "own"
        let problem = await #expect(throws: Problem.self) {
            try await desk.accept(ban.id, on: terms, by: "admin")
        }
        #expect(problem?.fields.map(\.field) == ["list"])
        terms.list = nil
        _ = try await desk.accept(ban.id, on: terms, by: "admin")
        let edit = try #require(editor.state.withLock { $0.applied.first })
        #expect(edit.action == .review && edit.tenant == Tenant.adminID)
        #expect(edit.remark.hasSuffix(": look at it") && edit.ruleID == "suggested.\(ban.id)")
        let allow = try await suggest(.allow)
        await #expect(throws: Problem.self) {
            try await desk.accept(allow.id, on: terms, by: "admin")
        }
    }

    @Test("stays open when the rule files are not changed")
    func refused() async throws {
        let ban = try await suggest()
        let fault = RuleFault(file: "f", line: 1, column: 1, message: "m.", remedy: "r.")
        editor.state.withLock { $0.refusal = .faults([fault]) }
        let problem = await #expect(throws: Problem.self) {
            try await desk.accept(ban.id, on: SuggestionTerms(), by: "admin")
        }
        #expect(problem?.code == .conflict && problem?.fields.count == 1)
        #expect(try await desk.suggestion(ban.id, tenant: nil) == ban)
        #expect(store.notices.isEmpty)
    }

    @Test("declines with a reason, once")
    func declines() async throws {
        let ban = try await suggest()
        let declined = try await desk.decline(ban.id, reason: "a name", by: "admin")
        #expect(declined.status == .declined && declined.decision?.reason == "a name")
        #expect(store.notices.map(\.body) == ["\(ban.id) declined"])
        for _ in 0..<2 {
            let problem = await #expect(throws: Problem.self) {
                try await desk.accept(ban.id, on: SuggestionTerms(), by: "admin")
            }
            #expect(problem?.code == .conflict)
        }
        await #expect(throws: Problem.self) {
            try await desk.decline("sug_none", reason: nil, by: "admin")
        }
    }

    @Test("ends a suggestion that was made once more meanwhile")
    func repeatedMeanwhile() async throws {
        let ban = try await suggest()
        let (desk, caller) = (desk, caller)
        editor.state.withLock {
            $0.meanwhile = {
                _ = try? await desk.suggest(
                    SuggestionDraft(kind: .ban, term: "tyrone"), caller: caller)
            }
        }
        let accepted = try await desk.accept(ban.id, on: SuggestionTerms(), by: "admin")
        #expect(accepted.count == 2 && accepted.status == .accepted)
    }

    @Test("tells nobody of the end of what the image bot suggested, and needs a term for it")
    func midjourneys() async throws {
        let made = Suggestion(
            id: "sug_m", tenant: Tenant.adminID, source: .midjourney, kind: .ban, term: nil,
            example: "a tyrone", at: time.wall())
        _ = try await store.add(made)
        let problem = await #expect(throws: Problem.self) {
            try await desk.accept("sug_m", on: SuggestionTerms(), by: "admin")
        }
        #expect(problem?.fields.map(\.field) == ["term"])
        let prospect = try await desk.prospect(of: "sug_m", on: [])
        #expect(prospect.preview == nil && prospect.obstacle?.code == .badParameters)
        #expect(prospect.now?.action == .block)
        var terms = SuggestionTerms()
        terms.term = "tyrone"
        #expect(
            try await desk.accept("sug_m", on: terms, by: "admin").decision?.outcome?.term
                == "tyrone")
        #expect(store.notices.isEmpty)
    }

    @Test("shows what accepting would change, and nothing of what has ended")
    func prospect() async throws {
        let ban = try await suggest(example: "a fox")
        let texts = [RecordedText(id: "1", text: "a tyrone", tenant: nil)]
        let prospect = try await desk.prospect(of: ban.id, on: texts)
        #expect(prospect.now?.action == .allow && prospect.preview?.then.action == .block)
        #expect(prospect.preview?.simulation.judged == 1 && prospect.obstacle == nil)
        _ = try await desk.decline(ban.id, reason: nil, by: "admin")
        #expect(try await desk.prospect(of: ban.id, on: texts).preview == nil)
    }
}

/// A webhook that says which suggestion ended how.
private struct EndNotices: NoticeWriter {
    func notice(for task: TaskRecord, after event: TaskEvent, tenant: Tenant) -> Notice? { nil }

    func notice(for suggestion: Suggestion, tenant: Tenant) -> Notice? {
        Notice(
            id: NoticeID("n-\(suggestion.id)"), tenant: tenant.id, task: nil, type: .text,
            url: "http://hook.test", body: "\(suggestion.id) \(suggestion.status.rawValue)",
            createdAt: suggestion.updatedAt)
    }
}
