import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("What the image bot's refusals suggest")
struct RefusalReadingTests {
    private func suggestion(
        _ prompt: String?, _ prompts: PromptMode = .whole, banned: Bool = true
    ) -> Suggestion? {
        var job = Job(.imagine)
        job.prompt = prompt
        let failure = TaskFailure(.bannedPrompt, "Banned prompt: the word `fox`", banned: banned)
        let task = Sample.task("1", job: job, .failed(failure, nil))
        let tenant = Tenant(id: "shop", name: "Shop", prompts: prompts, createdAt: Sample.now)
        return RefusalReading(
            digest: { "digest of \($0.count)" }, random: SeededRandom(seed: 1), time: ManualTime()
        ).suggestion(of: task, tenant: tenant)
    }

    @Test("is a ban of the word that it named, with the prompt and its own words")
    func whole() throws {
        let made = try #require(suggestion("a red fox"))
        #expect(made.kind == .ban && made.source == .midjourney && made.status == .open)
        #expect(made.term == "fox" && made.words == ["fox"] && made.example == "a red fox")
        #expect(made.reason == "Banned prompt: the word `fox`" && made.task == "1")
        #expect(made.tenant == "shop" && made.key == nil)
    }

    @Test("names no term where the image bot named none")
    func wordless() throws {
        let made = try #require(suggestion("a red hen"))
        #expect(made.term == nil && made.words == [])
    }

    @Test("keeps of a hashed tenant's prompt the hash alone")
    func hashed() throws {
        let made = try #require(suggestion("a red fox", .hashed))
        #expect(made.example == "sha256:digest of 9")
        #expect(made.judgedExample == "fox")
    }

    @Test("is nothing without a prompt, or when the task only failed")
    func nothing() {
        #expect(suggestion(nil) == nil)
        #expect(suggestion(" ") == nil)
        #expect(suggestion("a red fox", banned: false) == nil)
    }
}
