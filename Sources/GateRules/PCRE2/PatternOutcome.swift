/// What one search for one pattern came to. Three values: "too hard to say" is never
/// taken for "no".
enum PatternOutcome: Hashable {
    /// Not there.
    case clear
    /// There, at these UTF-8 bytes of the subject.
    case hit(Range<Int>)
    /// PCRE2 gave up: the match limit (-47), the JIT stack (-46) or memory.
    case undecided
}
