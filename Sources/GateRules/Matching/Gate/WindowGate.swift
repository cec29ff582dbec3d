/// Finds literals anywhere in a text: every window of so many bytes asks one flag,
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

    /// 1 where a window with this hash may belong to a literal. A byte each: to ask a bit
    /// takes twice as many instructions, and this is asked of every other byte of a text.
    private let flags: Table<UInt8>
    private let buckets: Table<UInt32>
    private let entries: Table<Entry>
    private let blob: Table<UInt8>
    /// How far a hash is shifted for its flag, and that for its bucket.
    private let flagShift: UInt32
    private static let bucketShift: UInt32 = 2

    init(_ literals: [Literal], width: Int, stride: Int) {
        self.width = width
        self.stride = stride
        isEmpty = literals.isEmpty
        // For most lists half of the fastest cache, with 3% of the flags set at most.
        let flagBits: UInt32 = literals.count < 512 ? 14 : 16
        flagShift = 32 - flagBits
        flags = Table(repeating: 0, count: 1 << Int(flagBits))
        var keyed: [(bucket: Int, entry: Entry)] = []
        var bytes: [UInt8] = []
        for literal in literals {
            let window = Self.window(of: literal.bytes, at: literal.offset, width: width)
            let key = Self.hash(window) >> flagShift
            flags.base[Int(key)] = 1
            let entry = Entry(
                window: window, first: UInt32(bytes.count), length: UInt16(literal.bytes.count),
                offset: UInt16(literal.offset), lead: literal.lead)
            keyed.append((Int(key >> Self.bucketShift), entry))
            bytes += literal.bytes
        }
        keyed.sort { $0.bucket < $1.bucket }
        buckets = Table(repeating: 0, count: 1 << Int(flagBits - Self.bucketShift) + 1)
        for item in keyed { buckets.base[item.bucket + 1] += 1 }
        for place in 1..<buckets.count { buckets.base[place] += buckets.base[place - 1] }
        let none = Entry(
            window: 0, first: 0, length: 0, offset: 0, lead: Lead(term: 0, kind: .somewhere))
        entries = Table(keyed.map(\.entry), orElse: none)
        blob = Table(bytes, orElse: 0)
    }

    /// Calls `body` with the lead and the first byte of every literal in the text.
    /// - Parameter text: folded, with ten readable bytes behind `count`.
    @inline(__always)
    func forEach(
        in text: UnsafePointer<UInt8>, count: Int, _ body: (Lead, _ start: Int) -> Void
    ) {
        var place = nextLanes(in: text, from: 0, count: count)
        while place < count {
            for lane in 0..<Self.lanes where place &+ stride &* lane &+ width <= count {
                forEach(in: text, window: place &+ stride &* lane, count: count, body)
            }
            place = nextLanes(in: text, from: place &+ Self.lanes &* stride, count: count)
        }
    }

    /// As `forEach`, for literals that begin at `place`.
    @inline(__always)
    func forEach(
        in text: UnsafePointer<UInt8>, at place: Int, count: Int,
        _ body: (Lead, _ start: Int) -> Void
    ) {
        if probe.mayHold(text, at: place) {
            forEach(in: text, window: place, count: count, body)
        }
    }

    /// Asks whether a window may belong to a literal. A bare pointer and two numbers, for
    /// loops; to be used while the gate lives.
    struct Probe: BitwiseCopyable {
        fileprivate let flags: UnsafePointer<UInt8>
        fileprivate let mask: UInt32
        fileprivate let shift: UInt32

        /// - Parameter text: four bytes from `place` on are readable.
        @inline(__always)
        func mayHold(_ text: UnsafePointer<UInt8>, at place: Int) -> Bool {
            let window = UnsafeRawPointer(text).loadUnaligned(
                fromByteOffset: place, as: UInt32.self)
            return flag(of: window) != 0
        }

        /// The same with a mask and a shift that are known.
        @inline(__always)
        fileprivate func with(_ mask: UInt32, _ shift: UInt32) -> Probe {
            Probe(flags: flags, mask: mask, shift: shift)
        }

        /// 1 when the window may belong to a literal, else 0.
        @inline(__always)
        func flag(of window: UInt32) -> UInt8 {
            flags[Int(truncatingIfNeeded: WindowGate.hash(window & mask) &>> shift)]
        }
    }

    var probe: Probe {
        Probe(
            flags: UnsafePointer(flags.base), mask: .max &>> UInt32(32 - 8 * width),
            shift: flagShift)
    }

    /// How many windows are tested with one branch. The last begins six bytes behind the
    /// first at most, so ten bytes are read.
    private static let lanes = 4

    /// The next place from `start` on, in steps of `lanes` windows, where one of them may
    /// belong to a literal; `count` or more when there is none.
    private func nextLanes(
        in text: UnsafePointer<UInt8>, from start: Int, count: Int
    ) -> Int {
        let probe = probe
        // With numbers that are known when this is compiled, a window costs a third less.
        return switch (stride, width, flagShift) {
        case (2, 4, 18): Self.next(text, start, count, 2, 4, probe.with(.max, 18))
        case (2, 4, _): Self.next(text, start, count, 2, 4, probe.with(.max, 16))
        case (2, 3, 18): Self.next(text, start, count, 2, 3, probe.with(0xFF_FFFF, 18))
        case (2, _, _): Self.next(text, start, count, 2, width, probe)
        default: Self.next(text, start, count, 1, width, probe)
        }
    }

    @inline(__always)
    private static func next(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ stride: Int, _ width: Int,
        _ probe: Probe
    ) -> Int {
        let raw = UnsafeRawPointer(text)
        let last = count &- width
        var place = start
        while place <= last {
            var any: UInt8 = 0
            for lane in 0..<lanes {
                any |= probe.flag(
                    of: raw.loadUnaligned(
                        fromByteOffset: place &+ stride &* lane, as: UInt32.self))
            }
            if any != 0 { return place }
            place &+= lanes &* stride
        }
        return max(count, place)
    }

    /// Compares the literals that the window at `place` may belong to.
    private func forEach(
        in text: UnsafePointer<UInt8>, window place: Int, count: Int,
        _ body: (Lead, _ start: Int) -> Void
    ) {
        let probe = probe
        let window =
            UnsafeRawPointer(text).loadUnaligned(fromByteOffset: place, as: UInt32.self)
            & probe.mask
        if probe.flag(of: window) != 0 {
            compare(at: place, window, Self.hash(window) &>> flagShift, text, count, body)
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
    fileprivate static func hash(_ window: UInt32) -> UInt32 { window &* 0x9E37_79B1 }

    /// In bytes.
    var size: Int {
        flags.count + buckets.count * 4 + blob.count
            + entries.count * MemoryLayout<Entry>.stride
    }
}
