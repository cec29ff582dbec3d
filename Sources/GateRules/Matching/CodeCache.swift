import Synchronization

/// Compiled patterns of a revision, each made when a text first asks for it: most terms of
/// a long list never are, and JIT code takes 2 KB and 15 µs a term.
final class CodeCache: Sendable {
    /// A term's code, and whether its work can only grow with the length of the text.
    struct Compiled {
        let code: PatternCode
        let isLinear: Bool
    }

    private struct Key: Hashable {
        let term: Int
        let use: PatternUse
    }

    private struct Entry {
        var compiled: Compiled
        /// Counted up to `worthJIT`.
        var uses = 1
    }

    /// The interpreter confirms a phrase in 65 ns, so only what comes again is worth JIT.
    private static let worthJIT = 8
    private static let shardCount = 16
    private let shards = (0..<shardCount).map { _ in Shard() }

    private final class Shard: Sendable {
        let codes = Mutex<[Key: Entry]>([:])
    }

    /// The code of the term with this number, or nil when memory is short: patterns were
    /// compiled once when their file was read, and phrases are rendered to compile.
    func code(of term: Int, in roll: RuleRoll, for use: PatternUse) -> Compiled? {
        let key = Key(term: term, use: use)
        let shard = shards[term % Self.shardCount]
        let (known, isDue) = shard.codes.withLock { codes -> (Compiled?, Bool) in
            guard var entry = codes[key] else { return (nil, false) }
            guard entry.uses < Self.worthJIT else { return (entry.compiled, false) }
            entry.uses += 1
            codes[key] = entry
            return (entry.compiled, entry.uses == Self.worthJIT)
        }
        if let known, !isDue { return known }
        // Compiled outside the lock; when two threads do, either result will do.
        let source = roll.term(term)
        let isJIT = isDue || !source.isLinear
        guard let code = try? PatternCode(source.pattern, for: use, isJIT: isJIT) else {
            return nil
        }
        let made = Compiled(code: code, isLinear: source.isLinear)
        let uses = isJIT ? Self.worthJIT : 1
        shard.codes.withLock { $0[key] = Entry(compiled: made, uses: uses) }
        return made
    }
}
