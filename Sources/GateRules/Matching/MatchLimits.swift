/// What a judgement may cost at most.
struct MatchLimits: Sendable {
    /// PCRE2's match limit for a phrase at one place. Phrases cannot backtrack; this only
    /// bounds the length of a word.
    var phraseSteps: UInt32 = 1_000_000
    /// PCRE2's match limit for a pattern, at each place it is tried: about 3 ns each.
    var patternSteps: UInt32 = 5_000
    /// PCRE2 restarts its count at every place, so its limit is no limit of time. A pattern
    /// is tried at this many places at most before the clock is looked at,
    var window = 256
    /// at first at so many, and again after a window that took longer than this: 64 places
    /// of 5,000 steps can take 10 ms.
    var firstWindow = 32
    var slowWindow = Duration.microseconds(200)
    /// Processor time for one text; what is not decided by then is undecided.
    var budget = Duration.milliseconds(20)
    /// How many matches are reported. More are not looked for, except for a stronger action.
    var matches = 1_000
}
