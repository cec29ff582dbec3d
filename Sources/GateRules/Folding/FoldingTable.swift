/// How a person reads each code point.
struct FoldingTable: Sendable {
    /// How one code point is read.
    struct Entry: BitwiseCopyable {
        var kind = Kind.same
        /// The reading's bytes, in lower case, in `readings`.
        var count: UInt8 = 0
        /// Whether it is a letter of another script, and takes a look around to be read.
        var isForeign = false
        /// Whether it is read as a Latin letter, whatever is around it.
        var isLatin = false
        /// Whether it can be a part of a word: a letter, digit or accent, or unseen.
        var isPart = false
        var first: UInt32 = 0

        /// Whether nothing is left of it: it is no character to a reader.
        var isUnseen: Bool { kind != .same && count == 0 }
    }

    enum Kind: UInt8, BitwiseCopyable {
        /// As it is, but for letter case.
        case same
        /// Not seen at all.
        case invisible
        case width
        case diacritic
        /// Looks like an ASCII letter or digit (UTS #39).
        case confusable
        /// Is taken for one by a person in a hurry.
        case passing
        /// Is taken for one among Latin letters only.
        case faux
    }

    /// The table of this process.
    static let shared = FoldingTable(data)

    private static let pageBits = 7
    private let pages: Table<UInt16>
    private let entries: Table<Entry>
    private let readings: Table<UInt8>

    /// How the code point `value` is read.
    @inline(__always)
    subscript(value: UInt32) -> Entry {
        let page = Int(pages.base[Int(value &>> UInt32(Self.pageBits))])
        return entries.base[page &<< Self.pageBits &+ Int(value & 127)]
    }

    /// The bytes that `entry` is read as; eight can be read.
    @inline(__always)
    func reading(of entry: Entry) -> UnsafePointer<UInt8> {
        UnsafePointer(readings.base + Int(entry.first))
    }

    private init(_ data: StaticString) {
        var readings: [UInt8] = []
        var plan = PagePlan(pageBits: Self.pageBits)
        let text = UnsafeBufferPointer(start: data.utf8Start, count: data.utf8CodeUnitCount)
        for line in text.split(separator: 0x0A) {
            let fields = line.split(separator: 0x20)
            guard fields.count >= 3, let kind = Self.kinds[fields[0][fields[0].startIndex]] else {
                continue
            }
            let bytes = Self.bytes(of: fields[1])
            let isPart = bytes.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
            let entry = Entry(
                kind: kind, count: UInt8(bytes.count),
                isLatin: isPart && bytes.contains(where: \.isASCIILetter), isPart: isPart,
                first: UInt32(readings.count))
            readings += bytes
            Self.forEachRun(fields[2...]) { plan.set($0, to: entry) }
        }
        pages = Table(plan.pages, orElse: 0)
        entries = Table(plan.entries, orElse: Entry())
        self.readings = Table(readings + [0, 0, 0, 0, 0, 0, 0, 0], orElse: 0)
    }

    private static let kinds: [UInt8: Kind] = [
        UInt8(ascii: "w"): .width, UInt8(ascii: "d"): .diacritic,
        UInt8(ascii: "c"): .confusable, UInt8(ascii: "p"): .passing,
        UInt8(ascii: "f"): .faux, UInt8(ascii: "x"): .invisible,
    ]

    private typealias Field = Slice<UnsafeBufferPointer<UInt8>>

    /// Letters and digits stand for themselves, `{2044}` for a code point, `-` for nothing.
    private static func bytes(of field: Field) -> [UInt8] {
        var bytes: [UInt8] = []
        var place = field.startIndex
        if field.elementsEqual("-".utf8) { return [] }
        while place < field.endIndex {
            if field[place] == UInt8(ascii: "{") {
                let close = field[place...].firstIndex(of: UInt8(ascii: "}")) ?? field.endIndex
                let value = number(field[(place + 1)..<close])
                if let scalar = Unicode.Scalar(UInt32(value)) {
                    bytes += Array(String(scalar).utf8)
                }
                place = close + 1
            } else {
                bytes.append(field[place])
                place += 1
            }
        }
        return bytes
    }

    /// Runs of code points, each counted from the end of the one before.
    private static func forEachRun(
        _ fields: ArraySlice<Field>, _ body: (ClosedRange<Int>) -> Void
    ) {
        var last = 0
        for field in fields {
            let dot = field.firstIndex(of: UInt8(ascii: ".")) ?? field.endIndex
            let first = last + number(field[..<dot])
            last = first + (dot < field.endIndex ? number(field[(dot + 1)...]) : 0)
            body(first...last)
        }
    }

    private static func number(_ digits: Field) -> Int {
        digits.reduce(0) { $0 << 4 | Int($1 < 0x3A ? $1 - 0x30 : $1 - 0x57) }
    }
}

/// The two stages of the table while they are filled.
private struct PagePlan {
    private(set) var pages: [UInt16]
    private(set) var entries: [FoldingTable.Entry]
    private let pageSize: Int
    /// The page of all those that nothing is seen of: private use is vast.
    private var unseen: UInt16 = 0

    init(pageBits: Int) {
        pageSize = 1 << pageBits
        pages = Array(repeating: 0, count: 0x11_0000 >> pageBits)
        entries = Array(repeating: FoldingTable.Entry(), count: pageSize)
    }

    mutating func set(_ run: ClosedRange<Int>, to entry: FoldingTable.Entry) {
        var value = run.lowerBound
        while value <= run.upperBound {
            let page = value / pageSize
            let end = min((page + 1) * pageSize, run.upperBound + 1)
            if end - value == pageSize, entry.kind == .invisible {
                if unseen == 0 { unseen = newPage(of: entry) }
                pages[page] = unseen
            } else {
                if pages[page] == 0 { pages[page] = newPage(of: FoldingTable.Entry()) }
                let start = Int(pages[page]) * pageSize
                for value in value..<end {
                    entries[start + value % pageSize] = Self.entry(entry, of: UInt32(value))
                }
            }
            value = end
        }
    }

    private static func entry(
        _ entry: FoldingTable.Entry, of value: UInt32
    ) -> FoldingTable.Entry {
        var entry = entry
        switch entry.kind {
        case .confusable, .passing, .faux: entry.isForeign = LetterScript(value) != .latin
        case .same, .invisible, .width, .diacritic: break
        }
        if entry.isForeign { entry.isLatin = false }
        return entry
    }

    private mutating func newPage(of entry: FoldingTable.Entry) -> UInt16 {
        entries += repeatElement(entry, count: pageSize)
        return UInt16(entries.count / pageSize - 1)
    }
}
