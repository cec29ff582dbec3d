import GateCore
import Testing

@Suite("Length stage")
struct LengthStageTests {
    @Test("the cap counts code points, not bytes, and is let through itself")
    func cap() async throws {
        let stage = LengthStage(LengthSettings(max: 10))
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
        let stage = LengthStage(LengthSettings(max: 1, moderationMax: 2))
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

    @Test("a prompt may have to say something; white space says nothing")
    func least() async throws {
        let stage = LengthStage(LengthSettings(min: 3))
        #expect(try await stage.decide(exchange("a cat")) == .pass)
        #expect(
            try await stage.decide(exchange("a  b")).reason?.detail
                == "The prompt has 2 code points besides white space; 3 are needed.")
        #expect(try await stage.decide(exchange("", kind: "upscale")) == .pass)
    }

    @Test("settings are bounded by what Discord and the edge take")
    func settings() {
        let good = ["max": "100", "moderation_max": "2000", "min": "3"]
        #expect(settings(good).settings == LengthSettings(max: 100, moderationMax: 2000, min: 3))
        #expect(settings([:]).settings == LengthSettings())
        for wrong in [["max": "6001"], ["moderation_max": "65537"], ["max": "2", "min": "3"]] {
            #expect(settings(wrong).faults.count == 1)
        }
    }

    private func settings(
        _ keys: [String: String]
    ) -> (settings: LengthSettings, faults: [RuleFault]) {
        let sheet = SettingFaults(file: "f")
        let pairs = keys.map { ConfigPair($0.key, ConfigNode(.text($0.value))) }
        let fields = SettingFields(ConfigNode(.mapping(pairs)), owner: "Stage", sheet: sheet)
        return (LengthSettings(fields), sheet.faults)
    }
}
