import GateCore

/// A match of a rule, confirmed by PCRE2. Small, because it is sorted twice.
struct Finding {
    /// The term, by its number in the revision.
    let term: Int32
    /// The rule, by its number in the revision.
    let rule: Int32
    /// Where, in UTF-8 bytes of the text as sent.
    private let start: UInt32
    private let end: UInt32
    /// The reading of the text it was found in: 0 is the text as sent.
    let reading: UInt8
    /// What that reading undid there.
    let folding: Folding

    init(rule: Int, term: Int, range: Range<Int>, reading: Int, folding: Folding) {
        self.rule = Int32(rule)
        self.term = Int32(term)
        start = UInt32(range.lowerBound)
        end = UInt32(range.upperBound)
        self.reading = UInt8(reading)
        self.folding = folding
    }

    /// Where, in UTF-8 bytes of the text as sent.
    var range: Range<Int> { Int(start)..<Int(end) }

    /// Whether it comes before another by term, reading and beginning.
    static func isBeforeByTerm(_ left: Finding, _ right: Finding) -> Bool {
        if left.term != right.term { return left.term < right.term }
        return left.inTerm < right.inTerm
    }

    /// Whether it comes before another by place, then by term.
    static func isBeforeByPlace(_ left: Finding, _ right: Finding) -> Bool {
        if left.place != right.place { return left.place < right.place }
        return left.term < right.term
    }

    private var inTerm: UInt64 { UInt64(reading) &<< 32 | UInt64(start) }
    private var place: UInt64 { UInt64(start) &<< 32 | UInt64(end) }
}
