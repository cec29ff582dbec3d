import CPeers

/// JIT-compiled PCRE2 patterns in a loop: with one pattern a rule, what every rule means;
/// with an alternation of many, what people write to make that faster.
final class PatternLoop: Engine {
    /// The linked PCRE2 takes no longer pattern than 64 KiB of its byte code.
    private static let tooLarge: Int32 = 120

    private let patterns: OpaquePointer
    private var hits: [pg_hit]

    /// How many searches were given up; their answers are missing.
    var errors: Int { pg_patterns_errors(patterns) }

    private init() {
        guard let patterns = pg_patterns_create() else { fatalError("Out of memory.") }
        self.patterns = patterns
        hits = [pg_hit](repeating: pg_hit(), count: 1 << 14)
    }

    deinit { pg_patterns_free(patterns) }

    /// One pattern a rule; a match tells the place of its pattern in the list.
    static func each(of patterns: [String]) -> PatternLoop {
        let loop = PatternLoop()
        for (number, pattern) in patterns.enumerated() {
            let error = loop.add(pattern, number)
            precondition(error == 0, "PCRE2 refuses \(pattern): error \(error).")
        }
        return loop
    }

    /// As few alternations as PCRE2 accepts. Of rules that overlap they find only one.
    static func alternations(of rules: some Sequence<BenchRule>) -> PatternLoop {
        let loop = PatternLoop()
        let phrases = rules.filter { $0.kind != .pattern }.map(\.plainPhrase)
        // The boundaries outside: asking for them anew for every word costs ten times as much.
        loop.addAlternation(of: phrases[...]) { #"\b(?:\#($0))\b"# }
        let patterns = rules.filter { $0.kind == .pattern }.map { "(?:\($0.entry))" }
        loop.addAlternation(of: patterns[...]) { $0 }
        return loop
    }

    private func addAlternation(
        of alternatives: ArraySlice<String>, in frame: (String) -> String
    ) {
        if alternatives.isEmpty { return }
        let error = add(frame(alternatives.joined(separator: "|")), alternatives.startIndex)
        if error == 0 { return }
        precondition(error == Self.tooLarge, "PCRE2 refuses an alternation: error \(error).")
        let middle = (alternatives.startIndex + alternatives.endIndex) / 2
        addAlternation(of: alternatives[..<middle], in: frame)
        addAlternation(of: alternatives[middle...], in: frame)
    }

    private func add(_ pattern: String, _ number: Int) -> Int32 {
        var pattern = pattern
        return pattern.withUTF8 { bytes in
            pg_patterns_add(patterns, bytes.baseAddress, bytes.count, UInt32(number))
        }
    }

    func judge(_ text: Text) -> Int {
        pg_patterns_run(patterns, text.bytes, text.bytes.count, &hits, hits.count)
    }

    /// The matches, with bytes for places.
    func matches(in text: Text) -> ArraySlice<pg_hit> {
        let count = judge(text)
        if count > hits.count {
            hits = [pg_hit](repeating: pg_hit(), count: count)
            return matches(in: text)
        }
        return hits[..<count]
    }
}
