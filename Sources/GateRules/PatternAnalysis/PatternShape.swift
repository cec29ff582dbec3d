/// Tells from a pattern's form whether it is harmless: that it takes time in proportion to
/// the text, whatever the text. What is not proven is suspicious, no more.
struct PatternShape {
    /// What speaks against it.
    enum Suspicion: Sendable, Hashable {
        case nestedRepeat, meetingRepeats, manyWays, backreference, notUnderstood
    }

    /// Nil for a harmless pattern.
    private(set) var suspicion: Suspicion?

    /// How many endless repeats there are. A single one costs at most the text's length for
    /// each of its places, which the budget of a prompt bounds well enough; two that meet
    /// cost that for each pair of places.
    private(set) var endlessRepeats = 0

    /// Whether it refers back to a group.
    private(set) var refersBack = false
    /// How many repeats of single characters go so far that what a group of one takes may
    /// be as long as the text.
    private(set) var endlessRuns = 0

    /// A repeat that can go further than this counts as endless.
    static let largestRepeat = 16
    private static let longestRun = 64
    /// A harmless pattern can be tried in so many ways at one place.
    private static let largestWays = 200

    init(_ node: PatternNode) {
        let ways = ways(of: node, isInRepeat: false)
        if suspicion == nil, ways > Self.largestWays { suspicion = .manyWays }
        if suspicion == nil, !areRepeatsApart(Self.flat(node)) { suspicion = .meetingRepeats }
    }

    // MARK: Ways

    /// In how many ways PCRE2 may try the node at one place; an endless repeat counts once.
    private mutating func ways(of node: PatternNode, isInRepeat: Bool) -> Int {
        switch node {
        case .character, .assertion: return 1
        case .sequence(let nodes):
            var all = 1
            for node in nodes { all = Self.product(all, ways(of: node, isInRepeat: isInRepeat)) }
            return all
        case .alternation(let nodes):
            var all = 0
            for node in nodes { all += ways(of: node, isInRepeat: isInRepeat) }
            return all
        case .atomic(let node), .look(let node, _, _):
            return ways(of: node, isInRepeat: isInRepeat)
        case .loop(let node, let min, let max, _):
            return waysOfLoop(node, min, max, isInRepeat: isInRepeat)
        case .backreference:
            suspicion = .backreference
            refersBack = true
            return 1
        case .opaque:
            suspicion = .notUnderstood
            return 1
        }
    }

    private mutating func waysOfLoop(
        _ node: PatternNode, _ min: Int, _ max: Int?, isInRepeat: Bool
    ) -> Int {
        let isEndless = (max ?? .max) > Self.largestRepeat
        if isEndless { endlessRepeats += 1 }
        if (max ?? .max) > Self.longestRun, case .character = node { endlessRuns += 1 }
        if isEndless, isInRepeat { suspicion = suspicion ?? .nestedRepeat }
        if case .character = node { return isEndless ? 1 : (max ?? 0) - min + 1 }
        let one = ways(of: node, isInRepeat: isInRepeat || isEndless || (max ?? 0) > 1)
        if isEndless {
            // A repeated group is tried in every way as often as it is repeated.
            suspicion = suspicion ?? .nestedRepeat
            return one
        }
        var all = 0
        var power = 1
        for count in 0...(max ?? 0) {
            if count >= min { all = Swift.min(all + power, Self.largestWays + 1) }
            power = Self.product(power, one)
        }
        return all
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        min(left * right, largestWays + 1)
    }

    // MARK: Endless repeats

    /// The parts of a sequence, with inner sequences taken apart.
    private static func flat(_ node: PatternNode) -> [PatternNode] {
        switch node {
        case .sequence(let nodes): nodes.flatMap(flat)
        case .atomic(let node): flat(node)
        default: [node]
        }
    }

    /// Whether each endless repeat stops where the next part begins, and no match can begin
    /// within what the first one takes: then no character is looked at twice.
    private func areRepeatsApart(_ all: [PatternNode]) -> Bool {
        // A condition behind a repeat lets it fail, but takes nothing.
        let endsOpen = all.last.map { !Self.isAssertion($0) } ?? true
        let parts = Array(all.prefix(1)) + all.dropFirst().filter { !Self.isAssertion($0) }
        var isFirst = true
        for (place, part) in parts.enumerated() {
            guard let repeated = Self.endlessClass(part) else {
                if Self.holdsEndless(part) { return false }
                continue
            }
            let isLast = place + 1 == parts.count
            if !isLast {
                guard let next = Self.opening(parts[place + 1]), !next.overlaps(repeated) else {
                    return false
                }
            }
            if isFirst, !(isLast && endsOpen), !isGuarded(parts, place, repeated) { return false }
            isFirst = false
        }
        return true
    }

    private static func isAssertion(_ node: PatternNode) -> Bool {
        if case .assertion = node { true } else { false }
    }

    /// Whether no match can begin within the repeat at `place`: the pattern begins at a word
    /// boundary and repeats word characters, or what precedes is none of them.
    private func isGuarded(
        _ parts: [PatternNode], _ place: Int, _ repeated: CharacterClass
    ) -> Bool {
        if case .assertion(.wordBoundary)? = parts.first, repeated.isInWords { return true }
        guard place > 0, let before = Self.opening(parts[place - 1]) else { return false }
        return !before.overlaps(repeated)
    }

    private static func endlessClass(_ node: PatternNode) -> CharacterClass? {
        guard case .loop(.character(let one), _, let max, _) = node,
            (max ?? .max) > largestRepeat
        else { return nil }
        return one
    }

    private static func holdsEndless(_ node: PatternNode) -> Bool {
        switch node {
        case .character, .assertion, .backreference, .opaque: false
        case .sequence(let nodes), .alternation(let nodes): nodes.contains(where: holdsEndless)
        case .atomic(let node), .look(let node, _, _): holdsEndless(node)
        case .loop(let node, _, let max, _):
            (max ?? .max) > largestRepeat || holdsEndless(node)
        }
    }

    /// Which characters the node can begin with; nil when it may take none, or is not known.
    private static func opening(_ node: PatternNode) -> CharacterClass? {
        switch node {
        case .character(let one): return one
        case .sequence(let nodes): return nodes.first.flatMap(opening)
        case .alternation(let nodes):
            var all = CharacterClass()
            for node in nodes {
                guard let one = opening(node) else { return nil }
                all.formUnion(one)
            }
            return all
        case .atomic(let node): return opening(node)
        case .loop(let node, let min, _, _): return min > 0 ? opening(node) : nil
        case .look, .assertion, .backreference, .opaque: return nil
        }
    }
}
