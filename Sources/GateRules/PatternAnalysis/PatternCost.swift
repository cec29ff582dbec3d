/// Refuses patterns that a prompt could make run for long. What a pattern's form does not
/// prove harmless is run, as in production, on texts that are made to be hard for it.
struct PatternCost {
    /// No text may take longer.
    static let limit = Duration.milliseconds(5)
    /// Time for all texts of one pattern together.
    private static let budget = Duration.milliseconds(100)

    private let clock: WorkClock
    private let limits = MatchLimits()

    init(clock: WorkClock = .thread) { self.clock = clock }

    /// What is wrong with the cost of `pattern`, which compiles; nil when nothing is.
    static func fault(
        of pattern: String, clock: WorkClock = .thread
    ) -> (message: String, remedy: String)? {
        let node = PatternParser.parse(pattern)
        let shape = PatternShape(node)
        guard let suspicion = shape.suspicion else { return nil }
        // `\w*word` is what people write, and its cost is bounded.
        if suspicion == .meetingRepeats, shape.endlessRepeats == 1 { return nil }
        if shape.refersBack, shape.endlessRuns > 0 {
            return (
                "The pattern refers back to what may be as long as the prompt, so that one step "
                    + "of PCRE2 may cost as much.", remedy(.backreference)
            )
        }
        let cost = PatternCost(clock: clock)
        guard let code = try? PatternCode(pattern, for: .search), let scratch = MatchScratch(),
            cost.isSlow(code, on: PatternSamples(node, length: shortLength).texts, with: scratch),
            let worst = cost.worst(of: code, on: PatternSamples(node).texts, with: scratch)
        else { return nil }
        return (message(worst, suspicion), remedy(suspicion))
    }

    // MARK: Measuring

    /// Texts of a first look. What takes no longer than 60 nanoseconds for each character
    /// here takes none of the long texts into milliseconds.
    private static let shortLength = 1_000
    private static let shortLimit = Duration.microseconds(60)

    private func isSlow(
        _ code: PatternCode, on texts: [String], with scratch: MatchScratch
    ) -> Bool {
        texts.contains { text in
            let (time, isDecided) = run(code, on: text, with: scratch)
            if isDecided, time <= Self.shortLimit { return false }
            let again = run(code, on: text, with: scratch)
            return !again.isDecided || again.time > Self.shortLimit
        }
    }

    /// The first text that takes too long, or is not decided.
    private struct Failure {
        let text: String
        /// Nil when PCRE2 gave up before.
        let time: Duration?
    }

    private func worst(
        of code: PatternCode, on texts: [String], with scratch: MatchScratch
    ) -> Failure? {
        let start = clock.now()
        for text in texts where clock.now() - start < Self.budget {
            if let failure = failure(of: code, on: text, with: scratch) { return failure }
        }
        return nil
    }

    private func failure(
        of code: PatternCode, on text: String, with scratch: MatchScratch
    ) -> Failure? {
        var (time, isDecided) = run(code, on: text, with: scratch)
        if isDecided, time > Self.limit {
            // Once more: the first run also pays for pages of memory.
            let again = run(code, on: text, with: scratch)
            time = min(time, again.time)
            isDecided = again.isDecided
        }
        if time > Self.limit { return Failure(text: text, time: time) }
        return isDecided ? nil : Failure(text: text, time: nil)
    }

    /// Searches as `TextSearch` does.
    private func run(
        _ code: PatternCode, on text: String, with scratch: MatchScratch
    ) -> (time: Duration, isDecided: Bool) {
        let start = clock.now()
        var text = text
        let isDecided = text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count, clock.now() - start < limits.budget {
                let next = bytes.characterStart(atOrAfter: place + limits.window)
                switch code.run(
                    on: bytes, from: place, through: next - 1, with: scratch,
                    limit: limits.patternSteps)
                {
                case .clear: place = next
                case .hit(let range):
                    place = max(range.upperBound, bytes.characterStart(atOrAfter: place + 1))
                case .undecided: return false
                }
            }
            return place >= bytes.count
        }
        return (clock.now() - start, isDecided)
    }

    // MARK: Words

    private static func message(
        _ worst: Failure, _ suspicion: PatternShape.Suspicion
    ) -> String {
        let count = worst.text.unicodeScalars.count
        let text = "\(count) characters such as \"\(shortened(worst.text))\""
        let cost =
            worst.time.map { "can take \(milliseconds($0)) ms on \(text) (limit 5 ms)" }
            ?? "cannot be decided in reasonable time on \(text)"
        return "The pattern \(cost)\(reason(suspicion))."
    }

    private static func milliseconds(_ time: Duration) -> Int64 {
        let (seconds, attoseconds) = time.components
        return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    }

    private static func shortened(_ text: String) -> String {
        let visible = text.replacing("\n", with: " ")
        return visible.count <= 24 ? visible : "\(visible.prefix(16))…\(visible.suffix(6))"
    }

    private static func reason(_ suspicion: PatternShape.Suspicion) -> String {
        switch suspicion {
        case .nestedRepeat: ": a repeat inside a repeat"
        case .meetingRepeats: ": a repeat is tried from many places"
        case .manyWays: ": it can be tried in many ways"
        case .backreference: ": it refers back to a group"
        case .notUnderstood: ""
        }
    }

    private static func remedy(_ suspicion: PatternShape.Suspicion) -> String {
        switch suspicion {
        case .nestedRepeat:
            "Write `a+` instead of `(a+)+`, or make the repeat possessive: `(?:a+)++`."
        case .meetingRepeats:
            #"Begin the pattern with `\b` or a word, give repeats an end (`.{0,40}`), or make "#
                + #"them possessive (`\w++`)."#
        case .manyWays:
            "Let alternatives begin with different characters, and repeat fewer times."
        case .backreference: "Give the group and its repeats an end, as in `{1,8}`."
        case .notUnderstood: "Write it more simply, or as several patterns."
        }
    }
}
