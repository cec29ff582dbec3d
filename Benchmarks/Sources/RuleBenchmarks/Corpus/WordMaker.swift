/// Makes words that can be pronounced and mean nothing, never the same twice.
struct WordMaker {
    private static let onsets = [
        "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z",
        "br", "ch", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "pl", "pr", "qu", "sc", "sh", "sl",
        "sp", "st", "str", "th", "tr", "",
    ]
    private static let vowels = [
        "a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ee", "ia", "io", "oo", "ou", "y",
    ]
    private static let codas = [
        "", "", "", "n", "r", "l", "s", "t", "d", "m", "ck", "ng", "nt", "rd", "rt", "sh", "st",
        "x",
    ]

    private var dice: Dice
    private var taken: Set<String>

    /// - Parameter taken: words that it is not to make.
    init(seed: UInt64, taken: some Sequence<String> = []) {
        dice = Dice(seed: seed)
        self.taken = Set(taken)
    }

    /// A new word.
    /// - Parameter syllables: between these numbers; more when all shorter words are taken.
    mutating func word(syllables: ClosedRange<Int>) -> String {
        var count = syllables.lowerBound + dice.below(syllables.count)
        for attempt in 1... {
            if attempt % 20 == 0 { count += 1 }
            let word = (0..<count).map { _ in syllable() }.joined()
            if word.utf8.count >= 3, taken.insert(word).inserted { return word }
        }
        return ""
    }

    private mutating func syllable() -> String {
        dice.pick(Self.onsets) + dice.pick(Self.vowels) + dice.pick(Self.codas)
    }
}
