import GateCore
import Testing

@Suite("Length stage")
struct LengthStageTests {
    @Test("the cap counts code points, not bytes, and is let through itself")
    func cap() async throws {
        let stage = LengthStage(cap: 10)
        #expect(try await stage.decide(exchange(String(repeating: "猫", count: 10))) == .pass)
        #expect(try await stage.decide(exchange("")) == .pass)
        #expect(
            try await stage.decide(exchange(String(repeating: "猫", count: 11)))
                == .deny(Reason(.tooLarge, "The text has 11 code points; 10 are allowed.")))
        // One character, eleven code points.
        let family = "e" + String(repeating: "\u{301}", count: 10)
        #expect(try await stage.decide(exchange(family)).name == "deny")
    }

    @Test("a text that is not sent may be as long as a body")
    func moderation() async throws {
        let stage = LengthStage(cap: 1, moderationCap: 2)
        #expect(try await stage.decide(exchange("aa", surface: .moderate)) == .pass)
        #expect(try await stage.decide(exchange("aaa", surface: .moderate)).name == "deny")
        #expect(try await stage.decide(exchange("aa", surface: .file)).name == "deny")
    }

    @Test("the default is what Discord takes")
    func defaultCap() async throws {
        let text = String(repeating: "a", count: 6000)
        #expect(try await LengthStage().decide(exchange(text)) == .pass)
        #expect(try await LengthStage().decide(exchange(text + "a")).name == "deny")
    }
}
