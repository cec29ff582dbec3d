/// Writes prompts as people write them for Midjourney: words and commas, at times an image
/// in front, weights, and parameters at the end.
struct PromptMaker {
    private static let parameters = [
        " --ar 16:9", " --ar 2:3", " --ar 9:16", " --v 6", " --v 5.2", " --style raw", " --s 250",
        " --stylize 750", " --chaos 20", " --q 2", " --niji 6", " --tile", " --seed 4021",
        " --no text, watermark, signature", " --no people", " --iw 1.5", " --weird 300",
    ]

    /// What else than words of the vocabulary may look like a word in a prompt. No rule
    /// names these: whether it finds them is a question of zones, not of matching.
    static let names = [
        "https", "cdn", "discordapp", "com", "attachments", "image", "png", "style", "raw",
        "stylize", "chaos", "niji", "tile", "seed", "text", "watermark", "signature", "people",
        "weird",
    ]

    private let vocabulary: Vocabulary
    private var dice: Dice

    init(vocabulary: Vocabulary, seed: UInt64) {
        self.vocabulary = vocabulary
        dice = Dice(seed: seed)
    }

    /// One prompt, with the words it is made of.
    mutating func prompt() -> (prompt: Prompt, words: [String]) {
        let length = wantedLength()
        var prompt = Prompt()
        if dice.comes(0.03) { prompt.images = image() }
        if dice.comes(0.6) {
            for _ in 0...dice.below(3) { prompt.parameters += dice.pick(Self.parameters) }
        }
        var words: [String] = []
        var count = prompt.images.utf8.count + prompt.parameters.utf8.count
        repeat {
            let word = vocabulary.word(&dice)
            words.append(word)
            prompt.tokens.append(decorated(word))
            count += (prompt.tokens.last ?? "").utf8.count + 1
        } while count < length
        return (prompt, words)
    }

    /// In bytes: half of all prompts up to 230, nine tenths up to 650, a few very long.
    private mutating func wantedLength() -> Int {
        if dice.comes(0.021) { return 1_800 + dice.below(4_100) }
        var length = 212.0
        let deviation = dice.normal()
        // 2.18 to the power of `deviation`, by repeated small steps: no rounding of libm.
        for _ in 0..<Int(abs(deviation) * 64) { length *= deviation < 0 ? 0.98790 : 1.01225 }
        return max(12, min(5_900, Int(length)))
    }

    private mutating func image() -> String {
        "https://cdn.discordapp.com/attachments/\(dice.below(1_000_000))/image\(dice.below(100)).png "
    }

    private mutating func decorated(_ word: String) -> String {
        switch dice.below(100) {
        case 0..<14: word + ","
        case 14..<17: word + "."
        case 17..<25: word.prefix(1).uppercased() + word.dropFirst()
        case 25: word + "::\(1 + dice.below(3))"
        case 26: "(" + word + ")"
        case 27: "\(dice.below(40) + 1)"
        case 28: word + "-" + vocabulary.word(&dice)
        case 29: word + "'s"
        case 30: word.uppercased()
        default: word
        }
    }
}
