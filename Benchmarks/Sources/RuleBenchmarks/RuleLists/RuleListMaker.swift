/// Makes rule lists of 85% words, 10% phrases and 5% patterns. A shorter list is the
/// beginning of a longer one, so that all find what was put into the prompts.
struct RuleListMaker {
    private let vocabulary: Vocabulary
    /// Hashes of the phrases that ordinary prompts hold.
    private let ordinary: Set<UInt64>
    private let substrings: Set<String>
    private var dice = Dice(seed: 4)
    private var maker: WordMaker
    private var phrases: Set<String> = []
    private var shapes = 0
    private let hasPatterns: Bool

    /// - Parameters:
    ///   - vocabulary: of the prompts; no rule is one of its words.
    ///   - prompts: the words of ordinary prompts, which no phrase is to be found in.
    ///   - hasPatterns: with false, words stand in their place.
    init(vocabulary: Vocabulary, prompts: [[String]], hasPatterns: Bool) {
        self.hasPatterns = hasPatterns
        self.vocabulary = vocabulary
        maker = WordMaker(seed: 3, taken: vocabulary.words + PromptMaker.names)
        var ordinary: Set<UInt64> = []
        for words in prompts {
            for start in words.indices {
                for end in (start + 2)...(start + 4) where end <= words.count {
                    ordinary.insert(Self.hash(words[start..<end]))
                }
            }
        }
        self.ordinary = ordinary
        substrings = Set(vocabulary.words.flatMap(Self.substrings))
    }

    /// A list of so many rules.
    mutating func rules(_ count: Int) -> [BenchRule] {
        (0..<count).map { number in
            switch number % 20 {
            case 4, 14: phrase()
            case 9 where hasPatterns: pattern()
            default: word()
            }
        }
    }

    /// A list of words alone.
    mutating func words(_ count: Int) -> [BenchRule] { (0..<count).map { _ in word() } }

    private mutating func word() -> BenchRule {
        let word = maker.word(syllables: dice.comes(0.15) ? 1...2 : 2...4)
        return BenchRule(kind: .word, entry: word, sample: word)
    }

    private mutating func phrase() -> BenchRule {
        while true {
            var words = (0..<2 + dice.below(3)).map { _ in vocabulary.word(&dice) }
            if dice.comes(0.33) { words[dice.below(words.count)] = maker.word(syllables: 2...3) }
            let phrase = words.joined(separator: " ")
            if !ordinary.contains(Self.hash(words[...])), phrases.insert(phrase).inserted {
                return BenchRule(kind: .phrase, entry: phrase, sample: phrase)
            }
        }
    }

    private mutating func pattern() -> BenchRule {
        let shape = PatternShape.allCases[shapes % PatternShape.allCases.count]
        shapes += 1
        let (entry, sample) = shape.pattern(patternWord(), patternWord(), patternWord())
        return BenchRule(kind: .pattern, entry: entry, sample: sample)
    }

    /// A word that is not in any word of ordinary prompts either.
    private mutating func patternWord() -> String {
        while true {
            let word = maker.word(syllables: 2...3)
            if word.utf8.count >= 5, !substrings.contains(word) { return word }
        }
    }

    private static func substrings(of word: String) -> [String] {
        let letters = Array(word)
        return letters.indices.flatMap { start in
            (start..<letters.count).filter { $0 - start >= 4 }.map { String(letters[start...$0]) }
        }
    }

    /// FNV-1a. That two phrases have one hash only costs a phrase.
    private static func hash(_ words: ArraySlice<String>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for word in words {
            for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 32) &* 0x100_0000_01B3
        }
        return hash
    }
}
