/// The prompts to judge, in each script.
struct Corpus {
    let texts: [Script: [Text]]

    /// - Parameters:
    ///   - drafts: ordinary prompts.
    ///   - banned: texts, each of which some rule finds.
    init(drafts: [Prompt], banned: [String]) {
        var dice = Dice(seed: 77)
        let prompts = drafts.enumerated().map { number, draft in
            // Three of a hundred.
            guard number * 37 % 100 < 3 else { return (draft, isHit: false) }
            return (Self.draft(draft, with: banned, &dice), isHit: true)
        }
        var texts: [Script: [Text]] = [:]
        for script in Script.common {
            var transcriber = Transcriber(seed: 99)
            var dice = Dice(seed: 55)
            texts[script] = prompts.map { prompt, isHit in
                let isForeign = dice.comes(script.share)
                let written = isForeign ? transcriber.transcribe(prompt) : prompt
                return Text(written.text(atMost: 6_000), isHit: isHit)
            }
        }
        self.texts = texts
    }

    /// The texts of a script.
    subscript(_ script: Script) -> [Text] { texts[script] ?? [] }

    /// A prompt with one to three banned items put in.
    private static func draft(
        _ prompt: Prompt, with banned: [String], _ dice: inout Dice
    ) -> Prompt {
        var prompt = prompt
        for _ in 0...dice.below(3) {
            var item = dice.pick(banned)
            switch dice.below(6) {
            case 0: item = item.uppercased()
            case 1: item += ","
            case 2: item = item.prefix(1).uppercased() + item.dropFirst()
            default: break
            }
            prompt.tokens.insert(item, at: dice.below(prompt.tokens.count + 1))
        }
        return prompt
    }
}
