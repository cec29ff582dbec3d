import GateCore
import Testing

@testable import GateDiscord

@Suite("A caption is taken apart")
struct MidjourneyCaptionTests {
    private static let traps = [
        "a cat", "", "**", "a **bold** cat", "a** - b", "a - b - c", "line one\nline two",
        "a cat** - <@1> (Stopped)", "a cat** - <@1> (31%) (fast)\nmore", "(31%)", "(Stopped)",
        "Image #2", "a** - Image #2 <@1>", "(Waiting to start)", "a** - Variations by <@1> (fast)",
        "<https://s.mj.run/x> a cat", "a* cat *", "ends with *", "emoji 🐈‍⬛ and é", "<@7>", "a ** b",
        "** - <@1> ", "(((", ")))", "a cat --no (31%)",
    ]

    @Test("whatever the prompt looks like", arguments: traps)
    func prompts(prompt: String) {
        let waiting = MidjourneyCaption("**\(prompt)** - <@42> (Waiting to start)")
        #expect(waiting.prompt == prompt)
        #expect(waiting.state == .waiting)
        let running = MidjourneyCaption("**\(prompt)** - <@42> (15%) (fast)")
        #expect(running.prompt == prompt)
        #expect(running.state == .percent(15))
        let image = MidjourneyCaption("**\(prompt)** - Image #4 <@42>")
        #expect(image.prompt == prompt)
        #expect(image.state == .plain)
        #expect(image.form.index == 4)
        let pan = MidjourneyCaption("**\(prompt)** - Pan Up by <@42> (fast)\n-# Create **now**")
        #expect(pan.prompt == prompt)
        #expect(pan.state == .plain)
        #expect(pan.form.kinds == [.expand])
    }

    @Test("even where the tail is of an unknown shape")
    func unknownTails() {
        let caption = MidjourneyCaption("**a cat** - @someone (31%)")
        #expect(caption.prompt == "a cat")
        #expect(caption.state == .percent(31))
        #expect(MidjourneyCaption("**a cat** (fast)").prompt == "a cat")
        #expect(MidjourneyCaption("**a (31%) cat").state == .plain)
        #expect(MidjourneyCaption("**a (31%) cat").prompt == nil)
    }

    @Test("and text without one has no prompt")
    func plain() {
        #expect(MidjourneyCaption("").prompt == nil)
        #expect(MidjourneyCaption("Displaying...").prompt == nil)
        #expect(MidjourneyCaption("(Waiting to start)").state == .waiting)
    }

    @Test("in bounded time")
    func hostile() {
        let clock = ContinuousClock()
        let time = clock.measure {
            for unit in ["** - ", "** - <@1> ", "**", "(", "<@"] {
                _ = MidjourneyCaption("**" + String(repeating: unit, count: 1000))
            }
        }
        #expect(time < .seconds(5))
    }
}
