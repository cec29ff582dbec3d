/// Reads what stands behind a right-to-left override (U+202E) as it is shown: reversed.
/// Everything else stays in the order it has.
///
/// Source: UAX #9, rules X1 to X8 and L2, for text without letters of right-to-left
/// scripts: embeddings and isolates show such text from left to right, whatever their name.
struct ShownOrder {
    /// The text as shown.
    private(set) var bytes: [UInt8] = []
    /// The way back. Each word of a reversed stretch is one change.
    private(set) var map = OffsetMap()

    /// What a reader sees as one character: a letter with its accents.
    private struct Unit {
        var start: Int32
        var end: Int32
        /// Odd where it is shown from right to left.
        var level: UInt8
        var isWord: Bool
    }

    /// An override, embedding or isolate that is still open.
    private struct Opening {
        let level: UInt8
        let isIsolate: Bool
    }

    private var units: [Unit] = []
    private var openings: [Opening] = []

    /// Reads a text.
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - table: tells words from everything else.
    /// - Returns: false when nothing in it is reversed; then the reading is not to be used.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ table: CharacterTable) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        map.removeAll()
        guard let base = text.baseAddress,
            var place = BidiControl.firstOverride(in: base, from: 0, to: text.count)
        else { return false }
        var done = 0
        while true {
            copy(base, done..<place)
            done = readStretch(base, place, text.count, table)
            guard let next = BidiControl.firstOverride(in: base, from: done, to: text.count)
            else { break }
            place = next
        }
        copy(base, done..<text.count)
        return true
    }

    private mutating func copy(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    // MARK: One stretch

    /// Reads from an override to its end, or the line's; answers where that is.
    private mutating func readStretch(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ table: CharacterTable
    ) -> Int {
        units.removeAll(keepingCapacity: true)
        openings.removeAll(keepingCapacity: true)
        var place = start
        repeat {
            if let control = BidiControl(base + place, count - place) {
                take(control)
                place += 3
            } else if base[place] == 0x0A || base[place] == 0x0D {
                break
            } else {
                place += addUnit(base, place, table)
            }
        } while place < count && !openings.isEmpty
        reorder()
        let end = bytes.count
        map.append(end..<end, from: start..<start + 3, .invisible)
        put(base)
        // Whatever was written last, the text goes on behind the stretch.
        map.append(bytes.count..<bytes.count, from: place..<place, .invisible)
        return place
    }

    private mutating func take(_ control: BidiControl) {
        let level = openings.last?.level ?? 0
        switch control {
        case .rightToLeft: open(level + 1 | 1, isIsolate: false)
        case .leftToRight, .embedding: open((level | 1) + 1, isIsolate: false)
        case .isolate: open((level | 1) + 1, isIsolate: true)
        case .pop: if openings.last?.isIsolate == false { openings.removeLast() }
        case .popIsolate:
            // Without one in the stretch, it closes the isolate that the stretch is in.
            let last = openings.lastIndex(where: \.isIsolate) ?? 0
            openings.removeSubrange(last...)
        }
    }

    /// The deepest level that is told from those above it: a bound of `reorder`'s time.
    private static let deepest: UInt8 = 31

    private mutating func open(_ level: UInt8, isIsolate: Bool) {
        let level = level > Self.deepest ? level & 1 | (Self.deepest - 1) : level
        openings.append(Opening(level: level, isIsolate: isIsolate))
    }

    /// Adds a code point; an accent goes with its letter. Answers how many bytes it had.
    private mutating func addUnit(
        _ base: UnsafePointer<UInt8>, _ place: Int, _ table: CharacterTable
    ) -> Int {
        let (value, length) = CodePoint.decode(base + place)
        let entry = FoldingTable.shared[value]
        let end = Int32(truncatingIfNeeded: place + length)
        if entry.isUnseen, let last = units.last, Int(last.end) == place {
            units[units.count - 1].end = end
        } else {
            let isWord = table.entry(of: value).isWord || (entry.kind != .same && entry.count > 0)
            units.append(
                Unit(
                    start: Int32(truncatingIfNeeded: place), end: end,
                    level: openings.last?.level ?? 0, isWord: isWord))
        }
        return length
    }

    /// Rule L2: from the deepest level up, reverses every run of that level and deeper.
    private mutating func reorder() {
        let deepest = units.reduce(0) { max($0, $1.level) }
        for level in stride(from: deepest, to: 0, by: -1) {
            var start = 0
            while start < units.count {
                var end = start
                while end < units.count, units[end].level >= level { end += 1 }
                if end > start + 1 { units[start..<end].reverse() }
                start = end + 1
            }
        }
    }

    /// Writes the units, word by word.
    private mutating func put(_ base: UnsafePointer<UInt8>) {
        var place = 0
        while place < units.count {
            let first = bytes.count
            let isWord = units[place].isWord
            var low = units[place].start
            var high = units[place].end
            repeat {
                let unit = units[place]
                low = min(low, unit.start)
                high = max(high, unit.end)
                copy(base, Int(unit.start)..<Int(unit.end))
                place += 1
            } while place < units.count && units[place].isWord == isWord
            map.append(first..<bytes.count, from: Int(low)..<Int(high), .invisible)
        }
    }
}
