import Synchronization

/// Compiled patterns of a rule set, each made when a text first asks for it: most phrases
/// of a long list never are, and JIT code takes 2 KB a phrase.
final class CodeCache: Sendable {
    private struct Key: Hashable {
        let term: Int
        let use: PatternUse
    }

    private let codes = Mutex<[Key: PatternCode]>([:])

    /// The code of the term with this number, or nil when memory is short: patterns were
    /// compiled once when their file was read, and phrases are rendered to compile.
    func code(of term: Term, number: Int, for use: PatternUse) -> PatternCode? {
        let key = Key(term: number, use: use)
        if let code = codes.withLock({ $0[key] }) { return code }
        // Compiled outside the lock; when two threads do, either result will do.
        guard let code = try? PatternCode(term.pattern, for: use) else { return nil }
        codes.withLock { $0[key] = code }
        return code
    }
}
