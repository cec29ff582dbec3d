import GateCore
import GateTestKit
import Testing

@testable import GateTasks

/// Puts a word in the place of another, or fails.
private struct Swap: Rewriter {
    static let kind: StageKind = "swap"
    struct Failure: Error {}
    let old: String
    let new: String?

    func rewrite(_ prompt: String, for draft: PromptDraft) throws -> String? {
        guard let new else { throw Failure() }
        return prompt.contains(old) ? prompt.replacing(old, with: new) : nil
    }
}

@Suite("Desk: rewriting", .timeLimit(.minutes(1)))
struct DeskRewritingTests {
    private let judges = [StageSlot(BannedWordsStage())]

    @Test("what was rewritten is judged, sent, shown and recorded")
    func rewritten() async throws {
        let shop = Workshop(
            rewriters: [RewriterSlot(Swap(old: "blood", new: "paint"))], stages: judges)
        let task = try await shop.imagine("blood moon")
        #expect(task.job.prompt == "paint moon")
        #expect(task.job.isRewritten == true)
        let record = try #require(shop.store.auditRecords.first)
        #expect(record.prompt == "paint moon")
        #expect(record.stages.map(\.verdict) == ["rewrite", "pass"])
    }

    @Test("a refusal shows the prompt that its places count in")
    func refused() async throws {
        let shop = Workshop(
            rewriters: [RewriterSlot(Swap(old: "a ", new: "the bloody "))],
            stages: [StageSlot(LengthStage(LengthSettings(max: 5)))])
        let problem = await #expect(throws: Problem.self) { try await shop.imagine("a fox") }
        #expect(problem?.code == .tooLarge)
        #expect(problem?.rewrittenPrompt == "the bloody fox")
        let plain = Workshop(stages: judges)
        let other = await #expect(throws: Problem.self) { try await plain.imagine("blood") }
        #expect(other?.rewrittenPrompt == nil)
    }

    @Test("an image's address before the prompt stays where it is")
    func address() async throws {
        let shop = Workshop(rewriters: [RewriterSlot(Swap(old: "x", new: "y"))])
        var job = Job(.imagine)
        job.prompt = "x fox"
        job.imageURL = "https://x.org/x.png"
        let order = TriggerOrder(job, text: "https://x.org/x.png x fox")
        let task = try await shop.desk.submit(order, caller: shop.caller).task
        #expect(task.job.imageURL == "https://x.org/x.png")
        #expect(task.job.prompt == "y foy")
        #expect(shop.store.auditRecords.first?.prompt == "https://x.org/x.png y foy")
    }

    @Test("a rewriter that fails refuses the call, and is recorded; or it is passed over")
    func failing() async throws {
        let strict = Workshop(
            rewriters: [RewriterSlot(Swap(old: "", new: nil), name: "tidy")], stages: judges)
        let problem = await #expect(throws: Problem.self) { try await strict.imagine("a fox") }
        #expect(problem?.code == .couldNotJudge)
        #expect(strict.store.taskRecords.isEmpty)
        #expect(strict.store.auditRecords.map(\.outcome) == [.unavailable])
        #expect(strict.store.auditRecords.first?.endedBy == "tidy")
        let lax = Workshop(
            rewriters: [RewriterSlot(Swap(old: "", new: nil), onError: .pass)], stages: judges)
        #expect(try await lax.imagine("a fox").job.prompt == "a fox")
    }

    @Test("in shadow it is recorded what would change, and nothing does")
    func shadow() async throws {
        let shop = Workshop(
            rewriters: [RewriterSlot(Swap(old: "fox", new: "cat"), mode: .shadow)])
        let task = try await shop.imagine("a fox")
        #expect(task.job.prompt == "a fox")
        #expect(task.job.isRewritten == nil)
        #expect(shop.store.auditRecords.first?.stages.map(\.verdict) == ["rewrite"])
    }
}
