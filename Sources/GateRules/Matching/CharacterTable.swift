import CPCRE2

/// Which code points are word characters, and which of them are the same letter in
/// another case: the index cuts and folds texts by it, so it must agree with PCRE2.
/// The classes are therefore asked of the linked PCRE2, whose Unicode version is not
/// Swift's; a test holds the case folding against it.
struct CharacterTable: Sendable {
    /// What one code point is to the index, packed.
    struct Entry: BitwiseCopyable {
        fileprivate(set) var bits: UInt32 = 0

        /// A word character of a script with spaces between words.
        var isWord: Bool { bits & (1 << 31) != 0 }
        /// A character that is a word by itself.
        var isUnspaced: Bool { bits & (1 << 30) != 0 }
        /// A mark that belongs to a script, such as a Hindi vowel.
        var isMark: Bool { bits & (1 << 29) != 0 }
        /// The code point that stands for all of its cases; set for word characters.
        var folded: UInt32 { bits & 0x1F_FFFF }
    }

    /// No letter, digit or mark stands above, other than marks that belong to no script.
    static let end: UInt32 = 0x4_0000

    /// By code point, up to `end`.
    private let entries: Table<Entry>

    /// The one table of this process, or why PCRE2 could not give it.
    static let shared = Result { () throws(PatternFault) in try CharacterTable() }

    private init() throws(PatternFault) {
        var entries = [Entry](repeating: Entry(), count: Int(Self.end))
        let everything = Self.everything()
        for range in try Self.runs(of: PhrasePattern.word, in: everything) {
            for value in range { entries[Int(value)].bits = Self.fold(value) | 1 << 31 }
        }
        for range in try Self.runs(of: "\\p{M}", in: everything) {
            for value in range where entries[Int(value)].isWord {
                entries[Int(value)].bits |= 1 << 29
            }
        }
        for range in try Self.runs(of: PhrasePattern.unspacedWord, in: everything) {
            // None of these scripts has cases.
            for value in range { entries[Int(value)].bits = value | 1 << 30 }
        }
        self.entries = Table(entries, orElse: Entry())
    }

    /// What `scalar` is.
    subscript(scalar: Unicode.Scalar) -> Entry { entry(of: scalar.value) }

    /// What the code point `value` is.
    @inline(__always)
    func entry(of value: UInt32) -> Entry {
        value < Self.end ? entries.base[Int(value)] : Entry()
    }

    /// The bytes that the gate sees for these code points.
    func folded(_ scalars: some Sequence<Unicode.Scalar>) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in scalars {
            let entry = self[scalar]
            let folded = entry.isWord ? Unicode.Scalar(entry.folded) ?? scalar : scalar
            bytes += Array(String(Character(folded)).utf8)
        }
        return bytes
    }

    /// All code points up to `end` in UTF-8, in order. Written by hand: this is a part of
    /// every start.
    private static func everything() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(end) * 4)
        for value in 0..<end where !(0xD800..<0xE000).contains(value) {
            func rest(_ shift: UInt32) -> UInt8 { UInt8(value >> shift & 0x3F | 0x80) }
            switch value {
            case ..<0x80: bytes.append(UInt8(value))
            case ..<0x800: bytes += [UInt8(value >> 6 | 0xC0), rest(0)]
            case ..<0x1_0000: bytes += [UInt8(value >> 12 | 0xE0), rest(6), rest(0)]
            default: bytes += [UInt8(value >> 18 | 0xF0), rest(12), rest(6), rest(0)]
            }
        }
        return bytes
    }

    /// Runs of consecutive code points that PCRE2 finds to be of `type`.
    private static func runs(
        of type: String, in bytes: [UInt8]
    ) throws(PatternFault) -> [ClosedRange<UInt32>] {
        let code = try PatternCode("\(type)++", for: .search)
        guard let scratch = MatchScratch() else {
            throw PatternFault(message: "out of memory", offset: 0)
        }
        return bytes.withUnsafeBufferPointer { bytes in
            var runs: [ClosedRange<UInt32>] = []
            var place = 0
            while case .hit(let range) = code.run(
                on: bytes, from: place, with: scratch, limit: .max)
            {
                let run = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
                if let first = run.first, let last = run.last {
                    runs.append(first.value...last.value)
                }
                place = range.upperBound
            }
            return runs
        }
    }

    /// Upper case, then lower case, where each is one code point: this brings together all
    /// that PCRE2 equates (K with the Kelvin sign, s with the long s), and a little more,
    /// which PCRE2 then tells apart.
    private static func fold(_ value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value),
            scalar.properties.changesWhenCaseMapped || scalar.properties.changesWhenCaseFolded
        else { return value }
        let upper = single(scalar.properties.uppercaseMapping) ?? scalar
        return (single(upper.properties.lowercaseMapping) ?? upper).value
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }
}
