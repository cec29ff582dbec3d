/// What is known of the characters that a part of a pattern takes, in the manner of RE2's
/// prefilter: all that it can take, or how that begins and ends, and what is in between.
///
/// Strings are folded UTF-8 with two further marks: `boundary` where the pattern asks for
/// a word boundary, which stands for no character.
struct LiteralSets {
    typealias Strings = Set<[UInt8]>

    /// No byte of UTF-8: `\b` or `(?<!\w)` or `(?!\w)`.
    static let boundary: UInt8 = 0xFF

    /// Everything that it can take; nil when that is too much.
    var exact: Strings?
    /// Every match begins with one of these. When there is `exact`, that.
    var first: Strings
    /// Every match ends with one of these. When there is `exact`, that.
    var last: Strings
    /// Every match holds one of these; the best that was found.
    var inside: Strings?

    private static let largestCount = 64
    private static let largestLength = 48

    /// Takes nothing.
    static let empty = LiteralSets([[]])
    /// Takes anything.
    static let anything = LiteralSets(exact: nil, first: [[]], last: [[]], inside: nil)

    /// Takes one of these.
    init(_ strings: Strings) {
        self.init(exact: strings, first: strings, last: strings, inside: nil)
    }

    private init(exact: Strings?, first: Strings, last: Strings, inside: Strings?) {
        self.exact = exact
        self.first = first
        self.last = last
        self.inside = inside
    }

    /// The best of what every match must hold.
    var best: Strings? {
        let known = [exact, first, last, inside].compactMap { $0 }
        return known.filter { LiteralWorth(of: $0).isUsable }.max {
            LiteralWorth(of: $0).value < LiteralWorth(of: $1).value
        }
    }

    // MARK: Combining

    /// This, and behind it `next`.
    func followed(by next: LiteralSets) -> LiteralSets {
        if let exact, let other = next.exact, let all = Self.joined(exact, other) {
            return LiteralSets(all)
        }
        var result = LiteralSets.anything
        result.first = exact.map { Self.joined($0, next.first) ?? Self.beginnings($0) } ?? first
        result.last = next.exact.map { Self.joined(last, $0) ?? Self.ends($0) } ?? next.last
        let seam = Self.joined(last, next.first)
        result.inside = Self.better([best, next.best, seam])
        result.trim()
        return result
    }

    /// One of these.
    static func either(_ all: [LiteralSets]) -> LiteralSets {
        var exact: Strings? = []
        var result = LiteralSets(exact: nil, first: [], last: [], inside: [])
        for one in all {
            if let known = exact, let more = one.exact {
                exact = known.union(more)
            } else {
                exact = nil
            }
            result.first.formUnion(one.first)
            result.last.formUnion(one.last)
            if let known = result.inside, let best = one.best {
                result.inside = known.union(best)
            } else {
                result.inside = nil
            }
        }
        if let exact, exact.count <= largestCount { return LiteralSets(exact) }
        if let inside = result.inside, inside.count > largestCount { result.inside = nil }
        result.trim()
        return result
    }

    /// Repeated.
    func repeated(_ min: Int, _ max: Int?) -> LiteralSets {
        guard max != 0 else { return .empty }
        let required = (0..<Swift.min(min, 4)).reduce(LiteralSets.empty) { sets, _ in
            sets.followed(by: self)
        }
        if let max, max <= 4 {
            let counts = (min..<max).reduce(into: [required]) { sets, _ in
                sets.append(sets[sets.count - 1].followed(by: self))
            }
            return .either(counts)
        }
        if min == 0 { return .anything }
        let front = required.followed(by: .anything)
        let back = LiteralSets.anything.followed(by: required)
        return LiteralSets(
            exact: nil, first: front.first, last: back.last, inside: required.best)
    }

    /// Repeated, with `rest` behind it. After an open repeat nothing would be known of how
    /// a match goes on; so its first rounds are written out: `he[l*]+o` begins with `helo`,
    /// `he*o`, `hello`… and not with `hel` alone, which begins many a word.
    func repeated(_ min: Int, _ max: Int?, before rest: LiteralSets) -> LiteralSets {
        var sets = repeated(min, max).followed(by: rest)
        guard let exact, min <= 2, exact.count <= 8, !exact.contains([]) else { return sets }
        let rounds = (0...min + 2).reduce(into: [LiteralSets.empty]) { rounds, _ in
            rounds.append(rounds[rounds.count - 1].followed(by: self))
        }
        let ways = [
            rounds[min].followed(by: rest), rounds[min + 1].followed(by: rest),
            rounds[min + 2].followed(by: .anything),
        ]
        let first = Self.either(ways.map { LiteralSets(firstOf: $0) }).first
        if LiteralWorth(of: first).value > LiteralWorth(of: sets.first).value { sets.first = first }
        return sets
    }

    /// How `sets` begins, and nothing else of it.
    private init(firstOf sets: LiteralSets) {
        self.init(exact: nil, first: sets.first, last: [[]], inside: nil)
    }

    // MARK: Sets

    /// Every string of `left` with every string of `right` behind it, if those are few.
    private static func joined(_ left: Strings, _ right: Strings) -> Strings? {
        guard left.count * right.count <= largestCount else { return nil }
        var all = Strings(minimumCapacity: left.count * right.count)
        for one in left {
            for other in right {
                guard one.count + other.count <= largestLength else { return nil }
                all.insert(one + other)
            }
        }
        return all
    }

    private mutating func trim() {
        first = Self.beginnings(first)
        last = Self.ends(last)
    }

    /// Shorter beginnings, where there are too many.
    private static func beginnings(_ strings: Strings) -> Strings {
        for length in [largestLength, 8, 6, 4, 3, 2] {
            let cut = Set(strings.map { beginning(of: $0, length) })
            if cut.count <= largestCount { return cut }
        }
        return [[]]
    }

    private static func ends(_ strings: Strings) -> Strings {
        for length in [largestLength, 8, 6, 4, 3, 2] {
            let cut = Set(strings.map { end(of: $0, length) })
            if cut.count <= largestCount { return cut }
        }
        return [[]]
    }

    /// No character is cut.
    private static func beginning(of string: [UInt8], _ length: Int) -> [UInt8] {
        guard string.count > length else { return string }
        var end = length
        while end > 0, string[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(string[..<end])
    }

    private static func end(of string: [UInt8], _ length: Int) -> [UInt8] {
        var start = max(0, string.count - length)
        while start < string.count, string[start] & 0xC0 == 0x80 { start += 1 }
        return Array(string[start...])
    }

    private static func better(_ sets: [Strings?]) -> Strings? {
        sets.compactMap { $0 }.filter { LiteralWorth(of: $0).isUsable }.max {
            LiteralWorth(of: $0).value < LiteralWorth(of: $1).value
        }
    }
}
