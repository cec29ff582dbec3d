/// Puts characters beyond ASCII into a prompt, in one of the ways in which people do.
struct Transcriber {
    private static let cyrillic = Array("абвгдежзийклмнопрстуфхцчшщыэюя")
    private static let greek = Array("αβγδεζηθικλμνξοπρστυφχψω")
    private static let han = Array("一幅美丽的山水画高清细节光影城市夜景少女龙凤花鸟风格未来")
    private static let kana = Array("かわいいねこのえすばらしいけしきアニメスタイル")
    private static let emoji = ["✨", "🔥", "🌸", "🎨", "👩‍🎨", "❤️", "🌌"]
    private static let accents = ["a": "á", "e": "é", "i": "ï", "o": "ö", "u": "ü", "n": "ñ"]

    private var dice: Dice

    init(seed: UInt64) { dice = Dice(seed: seed) }

    /// The prompt, changed so that something in it is not ASCII.
    mutating func transcribe(_ prompt: Prompt) -> Prompt {
        var prompt = prompt
        switch dice.below(20) {
        case 0..<6: change(&prompt, share: 0.15) { $0.accented($1) }
        case 6..<10: change(&prompt, share: 0.05) { _, word in "“\(word)” —" }
        case 10..<13: change(&prompt, share: 0.04) { $0.pickEmoji($1) }
        case 13..<16: change(&prompt, share: 0.7) { $0.spelled(in: Self.cyrillic, $1) }
        case 16: change(&prompt, share: 0.5) { $0.spelled(in: Self.greek, $1) }
        case 17: change(&prompt, share: 0.6) { $0.spelled(in: Self.han, $1) }
        case 18: change(&prompt, share: 0.6) { $0.spelled(in: Self.kana, $1) }
        default: change(&prompt, share: 0.3) { $0.widened($1) }
        }
        return prompt
    }

    private mutating func change(
        _ prompt: inout Prompt, share: Double, _ change: (inout Transcriber, String) -> String
    ) {
        let sure = dice.below(prompt.tokens.count)
        for place in prompt.tokens.indices where place == sure || dice.comes(share) {
            prompt.tokens[place] = change(&self, prompt.tokens[place])
        }
    }

    private mutating func accented(_ word: String) -> String {
        let changed = word.map { Self.accents[String($0)] ?? String($0) }.joined()
        return changed == word ? word + "é" : changed
    }

    private mutating func pickEmoji(_ word: String) -> String { word + dice.pick(Self.emoji) }

    private mutating func spelled(in letters: [Character], _ word: String) -> String {
        String(word.map { $0.isLetter ? dice.pick(letters) : $0 }) + String(letters[0])
    }

    private mutating func widened(_ word: String) -> String {
        let wide = word.unicodeScalars.map { scalar in
            (0x21...0x7E).contains(scalar.value)
                ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }
        return String(String.UnicodeScalarView(wide))
    }
}
