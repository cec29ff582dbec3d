/// Letters that stand several times in a row.
enum WordShape {
    /// Longer words are left as they are.
    static let longest = 48

    /// Writes each run of a letter once; answers how many bytes that took.
    static func squeeze(
        _ word: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var written = 0
        for place in 0..<count where place == 0 || word[place] != word[place - 1] {
            target[written] = word[place]
            written += 1
        }
        return written
    }

    /// Whether `word`, which squeezes to the same, is `rule` with letters written more often
    /// on purpose: nowhere less often than the rule has them, and either three times in a
    /// row where the rule has fewer, which no English word has, or doubled in all places but
    /// one (`ffuuck` is not enough, or `barree` were `bare`).
    static func stretches(
        _ word: UnsafePointer<UInt8>, _ count: Int, _ rule: UnsafeBufferPointer<UInt8>,
        isWeak: Bool
    ) -> Bool {
        var place = 0
        var other = 0
        var surplus = 0
        var isTriple = false
        while place < count {
            let letter = word[place]
            var run = 0
            var wanted = 0
            while place < count, word[place] == letter { (place, run) = (place + 1, run + 1) }
            while other < rule.count, rule[other] == letter {
                (other, wanted) = (other + 1, wanted + 1)
            }
            guard wanted > 0, run >= wanted else { return false }
            surplus += run - wanted
            if run >= 3, run > wanted { isTriple = true }
        }
        return other == rule.count && (isTriple || surplus >= (isWeak ? 1 : max(2, rule.count - 1)))
    }
}
