/// Finds literals anywhere in a text: every window of so many bytes asks one bit,
/// and only where that is set is a literal compared. Patterns without a word to begin with,
/// wildcards at the front, and scripts without spaces go through here.
final class WindowGate: Sendable {
    /// One literal and where in it the window is.
    struct Literal {
        let bytes: [UInt8]
        /// The window's place in the literal, in bytes.
        let offset: Int
        let lead: Lead
    }

    fileprivate struct Entry: BitwiseCopyable {
        var window: UInt32
        var first: UInt32
        var length: UInt16
        var offset: UInt16
        var lead: Lead
    }

    /// How many bytes a window has: 2, 3 or 4.
    let width: Int
    /// At every how many bytes of the text a window is looked at: 1 or 2. With 2, each
    /// literal has two windows, one of which falls on an even place.
    let stride: Int
    let isEmpty: Bool

    private let bits: Table<UInt64>
    private let buckets: Table<UInt32>
    private let entries: Table<Entry>
    private let blob: Table<UInt8>
    /// How far a hash is shifted for its bit, and that for its bucket.
    private let bitShift: UInt32
    private static let bucketShift: UInt32 = 4

    init(_ literals: [Literal], width: Int, stride: Int) {
        self.width = width
        self.stride = stride
        isEmpty = literals.isEmpty
        // A quarter of a per cent to six per cent of the bits are set.
        let bitCount: UInt32 = literals.count < 512 ? 16 : 18
        bitShift = 32 - bitCount
        bits = Table(repeating: 0, count: 1 << Int(bitCount - 6))
        var keyed: [(bucket: Int, entry: Entry)] = []
        var bytes: [UInt8] = []
        for literal in literals {
            let window = Self.window(of: literal.bytes, at: literal.offset, width: width)
            let key = Self.hash(window) >> bitShift
            bits.base[Int(key >> 6)] |= 1 << UInt64(key & 63)
            let entry = Entry(
                window: window, first: UInt32(bytes.count), length: UInt16(literal.bytes.count),
                offset: UInt16(literal.offset), lead: literal.lead)
            keyed.append((Int(key >> Self.bucketShift), entry))
            bytes += literal.bytes
        }
        keyed.sort { $0.bucket < $1.bucket }
        buckets = Table(repeating: 0, count: 1 << Int(bitCount - Self.bucketShift) + 1)
        for item in keyed { buckets.base[item.bucket + 1] += 1 }
        for place in 1..<buckets.count { buckets.base[place] += buckets.base[place - 1] }
        let none = Entry(
            window: 0, first: 0, length: 0, offset: 0, lead: Lead(term: 0, kind: .somewhere))
        entries = Table(keyed.map(\.entry), orElse: none)
        blob = Table(bytes, orElse: 0)
    }

    /// Calls `body` with the lead and the first byte of every literal in the text.
    /// - Parameter text: folded, with eight readable bytes behind `count`.
    @inline(__always)
    func forEach(
        in text: UnsafePointer<UInt8>, count: Int, _ body: (Lead, _ start: Int) -> Void
    ) {
        switch (width, stride) {
        case (4, 2): scan(text, count, 2, .max, body)
        case (3, 2): scan(text, count, 2, 0xFF_FFFF, body)
        case (2, 1): scan(text, count, 1, 0xFFFF, body)
        case (2, _): scan(text, count, 2, 0xFFFF, body)
        default: scan(text, count, 1, 0xFF_FFFF, body)
        }
    }

    /// As `forEach`, for literals that begin at `place`.
    @inline(__always)
    func probe(
        _ text: UnsafePointer<UInt8>, at place: Int, count: Int,
        _ body: (Lead, _ start: Int) -> Void
    ) {
        let window =
            UnsafeRawPointer(text).loadUnaligned(fromByteOffset: place, as: UInt32.self)
            & (.max &>> UInt32(32 - 8 * width))
        let key = Self.hash(window) &>> bitShift
        if bits.base[Int(key &>> 6)] &>> UInt64(key & 63) & 1 != 0 {
            compare(at: place, window, key, text, count, body)
        }
    }

    /// Several windows are tested with one load and one branch.
    @inline(__always)
    private func scan(
        _ text: UnsafePointer<UInt8>, _ count: Int, _ step: Int, _ mask: UInt32,
        _ body: (Lead, Int) -> Void
    ) {
        let raw = UnsafeRawPointer(text)
        let (bits, bitShift) = (bits.base, bitShift)
        let last = count &- width
        // Of eight bytes, four windows of up to five, or three of every second byte.
        let lanes = step == 1 ? 4 : 3
        var place = 0
        while place <= last {
            let chunk = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            var any: UInt64 = 0
            for lane in 0..<lanes {
                let shift = UInt64(truncatingIfNeeded: 8 &* step &* lane)
                let window = UInt32(truncatingIfNeeded: chunk &>> shift) & mask
                let key = Self.hash(window) &>> bitShift
                any |= bits[Int(truncatingIfNeeded: key &>> 6)] &>> UInt64(key & 63)
            }
            if any & 1 != 0 { scanLanes(chunk, place, lanes, step, mask, text, count, body) }
            place &+= lanes &* step
        }
    }

    private func scanLanes(
        _ chunk: UInt64, _ place: Int, _ lanes: Int, _ step: Int, _ mask: UInt32,
        _ text: UnsafePointer<UInt8>, _ count: Int, _ body: (Lead, Int) -> Void
    ) {
        for lane in 0..<lanes where place &+ step &* lane &+ width <= count {
            let shift = UInt64(truncatingIfNeeded: 8 &* step &* lane)
            let window = UInt32(truncatingIfNeeded: chunk &>> shift) & mask
            let key = Self.hash(window) &>> bitShift
            if bits.base[Int(key &>> 6)] &>> UInt64(key & 63) & 1 != 0 {
                compare(at: place &+ step &* lane, window, key, text, count, body)
            }
        }
    }

    private func compare(
        at place: Int, _ window: UInt32, _ key: UInt32, _ text: UnsafePointer<UInt8>, _ count: Int,
        _ body: (Lead, Int) -> Void
    ) {
        let bucket = Int(key &>> Self.bucketShift)
        for number in Int(buckets.base[bucket])..<Int(buckets.base[bucket + 1]) {
            let entry = entries.base[number]
            if entry.window != window { continue }
            let start = place &- Int(entry.offset)
            let length = Int(entry.length)
            if start < 0 || start &+ length > count { continue }
            if isEqual(text + start, blob.base + Int(entry.first), length) {
                body(entry.lead, start)
            }
        }
    }

    @inline(__always)
    private func isEqual(
        _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
    ) -> Bool {
        var place = 0
        while place < count {
            if left[place] != right[place] { return false }
            place &+= 1
        }
        return true
    }

    private static func window(of bytes: [UInt8], at offset: Int, width: Int) -> UInt32 {
        (0..<width).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }

    /// A multiplicative hash (Knuth, 6.4), whose upper bits are the good ones.
    @inline(__always)
    private static func hash(_ window: UInt32) -> UInt32 { window &* 0x9E37_79B1 }

    /// In bytes.
    var size: Int {
        bits.count * 8 + buckets.count * 4 + blob.count
            + entries.count * MemoryLayout<Entry>.stride
    }
}
