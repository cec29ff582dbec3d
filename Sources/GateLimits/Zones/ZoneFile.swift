/// Reads the compiled file of a time zone. Pure: it takes the bytes, and any bytes.
///
/// Source: RFC 9636 (TZif), versions 2 to 4.
struct ZoneFile {
    /// The counts of a block's header.
    private struct Counts {
        var utMarks = 0
        var standardMarks = 0
        var leaps = 0
        var changes = 0
        var types = 0
        var letters = 0

        /// How long the block is after its header, with times of that many bytes.
        func size(timeBytes: Int) -> Int {
            changes * (timeBytes + 1) + types * 6 + letters + leaps * (timeBytes + 4)
                + standardMarks + utMarks
        }
    }

    private static let headerSize = 44

    private let bytes: [UInt8]

    /// The zone of a file; nil when the bytes are none, or of version 1, which ends in 2037.
    static func zone(_ bytes: [UInt8]) -> CivilZone? {
        ZoneFile(bytes: bytes).zone()
    }

    private func zone() -> CivilZone? {
        guard let old = counts(at: 0), bytes[4] >= UInt8(ascii: "2") else { return nil }
        let start = Self.headerSize + old.size(timeBytes: 4)
        guard let counts = counts(at: start), counts.types > 0, counts.leaps == 0 else {
            return nil
        }
        let body = start + Self.headerSize
        let end = body + counts.size(timeBytes: 8)
        guard end < bytes.count, let offsets = offsets(counts, body),
            let changes = changes(counts, body, offsets), let footer = footer(at: end)
        else { return nil }
        guard !footer.isEmpty else {
            return CivilZone(first: offsets[0], changes: changes, rule: nil)
        }
        return ZoneRuleReader.rule(footer).map {
            CivilZone(first: offsets[0], changes: changes, rule: $0)
        }
    }

    private func counts(at start: Int) -> Counts? {
        guard start + Self.headerSize <= bytes.count, bytes[start...].starts(with: "TZif".utf8)
        else { return nil }
        let numbers = (0..<6).map { Int(number(at: start + 20 + $0 * 4, bytes: 4)) }
        // Each is an unsigned number of at most the file's size.
        guard numbers.allSatisfy({ (0...bytes.count).contains($0) }) else { return nil }
        return Counts(
            utMarks: numbers[0], standardMarks: numbers[1], leaps: numbers[2],
            changes: numbers[3], types: numbers[4], letters: numbers[5])
    }

    /// The seconds ahead of UTC of each kind of local time.
    private func offsets(_ counts: Counts, _ body: Int) -> [Int64]? {
        let start = body + counts.changes * 9
        let offsets = (0..<counts.types).map { number(at: start + $0 * 6, bytes: 4) }
        // RFC 9636 wants less than 26 hours; windows are looked for no further away.
        return offsets.allSatisfy { abs($0) < 26 * 3600 } ? offsets : nil
    }

    private func changes(
        _ counts: Counts, _ body: Int, _ offsets: [Int64]
    ) -> [CivilZone.Change]? {
        var changes: [CivilZone.Change] = []
        for place in 0..<counts.changes {
            let at = number(at: body + place * 8, bytes: 8)
            let type = Int(bytes[body + counts.changes * 8 + place])
            guard offsets.indices.contains(type), changes.last.map({ $0.at < at }) ?? true
            else { return nil }
            changes.append(CivilZone.Change(at: at, offset: offsets[type]))
        }
        return changes
    }

    /// The text between the two line feeds that end the file.
    private func footer(at start: Int) -> String? {
        guard bytes[start] == 0x0A, let end = bytes[(start + 1)...].firstIndex(of: 0x0A) else {
            return nil
        }
        return String(validating: bytes[(start + 1)..<end], as: UTF8.self)
    }

    /// A signed number, most significant byte first.
    private func number(at start: Int, bytes count: Int) -> Int64 {
        let bits = bytes[start..<(start + count)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let unused = UInt64(64 - count * 8)
        return Int64(bitPattern: bits << unused) >> Int64(unused)
    }
}
