/// How a person reads each code point beyond ASCII.
struct FoldingTable: Sendable {
    /// How one code point is read.
    struct Entry: BitwiseCopyable {
        var kind = Kind.same
        /// The reading's bytes, in lower case, in `readings`.
        var count: UInt8 = 0
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

    /// The bytes that `entry` is read as.
    @inline(__always)
    func reading(of entry: Entry) -> UnsafePointer<UInt8> {
        UnsafePointer(readings.base + Int(entry.first))
    }

    private init(_ data: StaticString) {
        var readings: [UInt8] = []
        var entries = [Entry](repeating: Entry(), count: 1 << Self.pageBits)
        pages = Table(repeating: 0, count: 0x11_0000 >> Self.pageBits)
        let pages = pages
        let text = UnsafeBufferPointer(start: data.utf8Start, count: data.utf8CodeUnitCount)
        for line in text.split(separator: 0x0A) {
            let fields = line.split(separator: 0x20)
            guard fields.count >= 3, let kind = Self.kinds[fields[0][fields[0].startIndex]] else {
                continue
            }
            let bytes = Self.bytes(of: fields[1])
            let entry = Entry(kind: kind, count: UInt8(bytes.count), first: UInt32(readings.count))
            readings += bytes
            Self.forEachCodePoint(fields[2...]) { value in
                let page = value >> Self.pageBits
                if pages.base[page] == 0 {
                    pages.base[page] = UInt16(entries.count >> Self.pageBits)
                    entries += repeatElement(Entry(), count: 1 << Self.pageBits)
                }
                entries[Int(pages.base[page]) << Self.pageBits + value & 127] = entry
            }
        }
        self.entries = Table(entries, orElse: Entry())
        self.readings = Table(readings + [0, 0, 0, 0, 0, 0, 0, 0], orElse: 0)
    }

    private static let kinds: [UInt8: Kind] = [
        UInt8(ascii: "w"): .width, UInt8(ascii: "d"): .diacritic,
        UInt8(ascii: "c"): .confusable, UInt8(ascii: "p"): .passing,
        UInt8(ascii: "x"): .invisible,
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
    private static func forEachCodePoint(_ fields: ArraySlice<Field>, _ body: (Int) -> Void) {
        var last = 0
        for field in fields {
            let dot = field.firstIndex(of: UInt8(ascii: ".")) ?? field.endIndex
            let first = last + number(field[..<dot])
            last = first + (dot < field.endIndex ? number(field[(dot + 1)...]) : 0)
            for value in first...last { body(value) }
        }
    }

    private static func number(_ digits: Field) -> Int {
        digits.reduce(0) { $0 << 4 | Int($1 < 0x3A ? $1 - 0x30 : $1 - 0x57) }
    }
}
