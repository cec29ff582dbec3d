/// Which characters one place of a pattern takes: exact for ASCII, in four kinds for the
/// rest. Letter case does not count.
struct CharacterClass: Sendable, Hashable {
    /// What there is beyond ASCII.
    struct Wide: OptionSet, Sendable, Hashable {
        let rawValue: UInt8
        static let letters = Wide(rawValue: 1)
        static let digits = Wide(rawValue: 2)
        static let spaces = Wide(rawValue: 4)
        static let others = Wide(rawValue: 8)
        static let all: Wide = [.letters, .digits, .spaces, .others]
    }

    /// One bit for each ASCII character.
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0
    private(set) var wide: Wide = []
    /// The characters one by one, as written; nil when there are many, or not known.
    private(set) var members: [Unicode.Scalar]? = []
    /// Whether `low`, `high` and `wide` say what the class takes, and no more.
    private(set) var isExact = true

    /// More members than this are not kept.
    private static let largestCount = 64

    /// No character yet.
    init() {}

    /// One character.
    init(_ scalar: Unicode.Scalar) { insert(scalar) }

    /// A class known by its kinds.
    init(ascii: some Sequence<UInt8>, wide: Wide, isExact: Bool = true) {
        for byte in ascii { setBit(UInt32(byte)) }
        self.wide = wide
        self.isExact = isExact
        members = nil
    }

    static let any = CharacterClass(ascii: 0..<128, wide: .all)
    /// Any, for want of knowledge.
    static let unknown = CharacterClass(ascii: 0..<128, wide: .all, isExact: false)
    static let digit = CharacterClass(ascii: UInt8(ascii: "0")...UInt8(ascii: "9"), wide: .digits)
    static let space = CharacterClass(ascii: [9, 10, 11, 12, 13, 32], wide: .spaces)
    static let letter = CharacterClass(ascii: asciiLetters, wide: .letters, isExact: false)
    static let word = CharacterClass(
        ascii: asciiLetters + Array(48...57) + [95], wide: [.letters, .digits])
    /// Letters and digits of any kind, as `[\p{L}\p{N}]` has them.
    static let newlineFree = CharacterClass(
        ascii: (0..<128).filter { $0 != 10 }, wide: .all)

    private static let asciiLetters: [UInt8] = Array(65...90) + Array(97...122)

    // MARK: Building

    mutating func insert(_ scalar: Unicode.Scalar) {
        if let kept = members {
            members = kept.count < Self.largestCount ? kept + [scalar] : nil
        }
        guard scalar.isASCII else {
            wide.formUnion(Self.kind(of: scalar))
            isExact = false
            return
        }
        setBit(scalar.value)
        guard scalar.properties.isAlphabetic else { return }
        setBit(scalar.value ^ 0x20)
        // The Kelvin sign and the long s are a k and an s to PCRE2.
        if [0x6B, 0x73].contains(scalar.value | 0x20) {
            wide.insert(.letters)
            isExact = false
        }
    }

    mutating func insert(_ range: ClosedRange<Unicode.Scalar>) {
        let values = range.lowerBound.value...range.upperBound.value
        if values.count <= Self.largestCount || range.upperBound.isASCII {
            for value in values { Unicode.Scalar(value).map { insert($0) } }
            return
        }
        for value in values.clamped(to: 0...127) { Unicode.Scalar(value).map { insert($0) } }
        wide = .all
        isExact = false
        members = nil
    }

    mutating func formUnion(_ other: CharacterClass) {
        low |= other.low
        high |= other.high
        wide.formUnion(other.wide)
        isExact = isExact && other.isExact
        members = nil
    }

    /// All other characters.
    var inverted: CharacterClass {
        var result = self
        result.members = nil
        // What is known to be too wide cannot be turned around.
        guard isExact else { return Self.invertedUnknown(self) }
        result.low = ~low
        result.high = ~high
        result.wide = Wide.all.subtracting(wide)
        return result
    }

    /// ASCII is exact but for classes that are not known at all.
    private static func invertedUnknown(_ one: CharacterClass) -> CharacterClass {
        var result = CharacterClass.unknown
        guard one.members != nil else { return result }
        result.low = ~one.low
        result.high = ~one.high
        return result
    }

    private mutating func setBit(_ value: UInt32) {
        if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }

    private static func kind(of scalar: Unicode.Scalar) -> Wide {
        switch scalar.properties.generalCategory {
        case .decimalNumber: .digits
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: .spaces
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .letterNumber, .otherNumber:
            .letters
        case .unassigned, .control, .nonspacingMark: .all
        default: .others
        }
    }

    // MARK: Questions

    /// Whether some character is in both.
    func overlaps(_ other: CharacterClass) -> Bool {
        low & other.low != 0 || high & other.high != 0 || !wide.isDisjoint(with: other.wide)
    }

    /// Whether every letter and digit is in it.
    var coversWords: Bool {
        let words = CharacterClass.word
        let underscore: UInt64 = 1 << (95 - 64)
        return isExact && low & words.low == words.low
            && (high | underscore) & words.high == words.high
            && wide.isSuperset(of: [.letters, .digits])
    }

    /// Whether it takes word characters only.
    var isInWords: Bool {
        let words = CharacterClass.word
        return low & ~words.low == 0 && high & ~words.high == 0
            && wide.isSubset(of: [.letters, .digits])
    }

    /// One character of it.
    var example: Unicode.Scalar? {
        if let first = members?.first { return first }
        let ascii: [UInt8] = [97, 48, 32, 95, 33, 45] + Array(0..<128)
        let byte = ascii.first {
            $0 < 64 ? low >> UInt64($0) & 1 != 0 : high >> UInt64($0 - 64) & 1 != 0
        }
        return byte.map { Unicode.Scalar($0) }
    }
}
