import Synchronization

/// Counts what the matchers of this process do besides judging.
public enum MatcherTally {
    private static let proposed = Atomic<Int>(0)

    /// Places that gates proposed, for PCRE2 to look at.
    public static var candidates: Int { proposed.load(ordering: .relaxed) }

    /// Counts some.
    static func note(candidates: Int) {
        proposed.wrappingAdd(candidates, ordering: .relaxed)
    }
}
