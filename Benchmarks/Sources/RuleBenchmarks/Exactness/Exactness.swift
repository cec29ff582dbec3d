/// How an engine's answers compare with those of PCRE2 alone.
struct Exactness: Codable {
    let rules: Int
    let script: Script
    var texts = 0
    var matches = 0
    /// Matches of PCRE2's that the engine does not report.
    var missing = 0
    /// Matches of the engine's that PCRE2 does not find.
    var extra = 0
    /// Texts with rules that the engine could not decide within its limits.
    var undecided = 0
    /// Searches in which PCRE2 gave up itself.
    var errors = 0
    /// What differed first.
    var example: String?

    var isExact: Bool { missing == 0 && extra == 0 && undecided == 0 && errors == 0 }
}
