import Synchronization

/// Compiled patterns of a revision, each made when a text first asks for it: most terms of
/// a long list never are, and JIT code takes 2 KB and 15 µs a term.
///
/// Codes that were made are read without a lock, and live as long as the cache.
final class CodeCache: Sendable {
    /// A term's code, and whether its work can only grow with the length of the text.
    final class Compiled: Sendable {
        let code: PatternCode
        let isLinear: Bool
        let isJIT: Bool
        /// Counted up to `worthJIT`.
        let uses = Atomic<Int>(0)

        init(code: PatternCode, isLinear: Bool, isJIT: Bool) {
            self.code = code
            self.isLinear = isLinear
            self.isJIT = isJIT
        }
    }

    /// The interpreter confirms a phrase in 65 ns, so only what comes again is worth JIT.
    private static let worthJIT = 8

    /// By term, for the use that nearly all questions are about.
    private let confirming: Slots
    private let others = Mutex<[Key: Compiled]>([:])

    private struct Key: Hashable {
        let term: Int
        let use: PatternUse
    }

    /// - Parameter terms: how many terms the revision has.
    init(terms: Int) { confirming = Slots(count: terms) }

    /// The code of the term with this number, or nil when memory is short: patterns were
    /// compiled once when their file was read, and phrases are rendered to compile.
    func code(of term: Int, in roll: RuleRoll, for use: PatternUse) -> Compiled? {
        let known = use == .confirm ? confirming[term] : other(term, use)
        if let known {
            if known.isJIT { return known }
            let uses = known.uses.add(1, ordering: .relaxed).newValue
            if uses != Self.worthJIT { return known }
        }
        // Compiled outside the lock; when two threads do, either result will do.
        let source = roll.term(term)
        let isJIT = known != nil || !source.isLinear
        guard let code = try? PatternCode(source.pattern, for: use, isJIT: isJIT) else {
            return nil
        }
        let made = Compiled(code: code, isLinear: source.isLinear, isJIT: isJIT)
        if use == .confirm {
            confirming.put(made, at: term)
        } else {
            others.withLock { $0[Key(term: term, use: use)] = made }
        }
        return made
    }

    private func other(_ term: Int, _ use: PatternUse) -> Compiled? {
        others.withLock { $0[Key(term: term, use: use)] }
    }

    /// A place for each term, to be read without a lock.
    ///
    /// `@unchecked Sendable`: the places are atomic. What is put in one is kept alive until
    /// the end, since another thread may be reading it.
    private final class Slots: @unchecked Sendable {
        private let places: UnsafeMutablePointer<Atomic<UnsafeRawPointer?>>
        private let count: Int
        private let kept = Mutex<[Compiled]>([])

        init(count: Int) {
            self.count = count
            places = .allocate(capacity: max(count, 1))
            for place in 0..<count { (places + place).initialize(to: Atomic(nil)) }
        }

        deinit { places.deallocate() }

        subscript(term: Int) -> Compiled? {
            guard let pointer = places[term].load(ordering: .acquiring) else { return nil }
            return Unmanaged<Compiled>.fromOpaque(pointer).takeUnretainedValue()
        }

        func put(_ compiled: Compiled, at term: Int) {
            kept.withLock { $0.append(compiled) }
            let pointer = UnsafeRawPointer(Unmanaged.passUnretained(compiled).toOpaque())
            places[term].store(pointer, ordering: .releasing)
        }
    }
}
