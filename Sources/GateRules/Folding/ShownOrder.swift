/// Reads stretches between a right-to-left override (U+202E) and its end as they are
/// shown: reversed. Everything else stays in the order it has; what is nested in a stretch
/// is taken for a part of it, but a left-to-right override turns its own part back.
///
/// Source: UAX #9, for text without letters of right-to-left scripts.
struct ShownOrder {
    /// The text as shown.
    private(set) var bytes: [UInt8] = []
    /// The way back. Each word of a reversed stretch is one change.
    private(set) var map = OffsetMap()

    private struct Unit {
        let range: Range<Int>
        let isWord: Bool
    }

    /// Reads a text.
    /// - Returns: false when it holds no such stretch.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ table: CharacterTable) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        map.removeAll()
        guard let base = text.baseAddress else { return false }
        var place = 0
        while place < text.count {
            if Self.control(base, place, text.count) == 0xAE {
                place = readStretch(base, place + 3, text.count, table)
            } else {
                bytes.append(base[place])
                place += 1
            }
        }
        return !map.changes.isEmpty
    }

    /// The last byte of the bidi control at `place`, U+202A to U+202E; 0 for none.
    @inline(__always)
    private static func control(_ base: UnsafePointer<UInt8>, _ place: Int, _ count: Int) -> UInt8 {
        guard base[place] == 0xE2, place + 2 < count, base[place + 1] == 0x80 else { return 0 }
        return (0xAA...0xAE).contains(base[place + 2]) ? base[place + 2] : 0
    }

    private mutating func readStretch(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ table: CharacterTable
    ) -> Int {
        var units: [Unit] = []
        var turned: [(depth: Int, first: Int)] = []
        var depth = 1
        var place = start
        while place < count, base[place] != 0x0A {
            switch Self.control(base, place, count) {
            case 0xAC:
                depth -= 1
                if let last = turned.last, last.depth > depth {
                    units[last.first...].reverse()
                    turned.removeLast()
                }
                place += 3
                if depth == 0 { return put(units, base, start - 3, place) }
            case 0xAD:
                depth += 1
                turned.append((depth, units.count))
                place += 3
            case 0xAA, 0xAB, 0xAE:
                depth += 1
                place += 3
            default: place = addUnit(&units, base, place, table)
            }
        }
        return put(units, base, start - 3, place)
    }

    /// Adds a code point, an accent to the letter it belongs to.
    private func addUnit(
        _ units: inout [Unit], _ base: UnsafePointer<UInt8>, _ place: Int, _ table: CharacterTable
    ) -> Int {
        let (value, length) = CodePoint.decode(base + place)
        let isMark = (0x300...0x36F).contains(value)
        if isMark, let last = units.last, last.range.upperBound == place {
            units[units.count - 1] = Unit(
                range: last.range.lowerBound..<place + length, isWord: last.isWord)
        } else {
            let isWord = table.entry(of: value).isWord || FoldingTable.shared[value].kind != .same
            units.append(Unit(range: place..<place + length, isWord: isWord))
        }
        return place + length
    }

    /// Writes the units from the last to the first, word by word; answers `end`.
    private mutating func put(
        _ units: [Unit], _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
    ) -> Int {
        map.append(bytes.count..<bytes.count, from: start..<start + 3, .invisible)
        var rest = units[...]
        while let last = rest.last {
            let word = rest.suffix(while: { $0.isWord == last.isWord })
            rest = rest.dropLast(word.count)
            let first = bytes.count
            for unit in word.reversed() {
                bytes.append(
                    contentsOf: UnsafeBufferPointer(
                        start: base + unit.range.lowerBound, count: unit.range.count))
            }
            let low = word.map(\.range.lowerBound).min() ?? start
            let high = word.map(\.range.upperBound).max() ?? end
            map.append(first..<bytes.count, from: low..<high, .invisible)
        }
        return end
    }
}

extension ArraySlice {
    /// The longest end of the slice whose elements all satisfy `isWanted`.
    fileprivate func suffix(while isWanted: (Element) -> Bool) -> ArraySlice {
        var start = endIndex
        while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
