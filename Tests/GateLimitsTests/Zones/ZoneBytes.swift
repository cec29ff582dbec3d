/// Writes zone files, for tests of what reads them.
enum ZoneBytes {
    /// A file of version 2, as newer tools write them: nothing in the old block.
    static func file(
        changes: [(at: Int64, type: UInt8)] = [], offsets: [Int32] = [0], footer: String,
        version: Unicode.Scalar = "2"
    ) -> [UInt8] {
        var bytes = header(changes: 0, types: 1, version)
        bytes += number(0, 4) + [0, 0]
        bytes += header(changes: changes.count, types: offsets.count, version)
        for change in changes { bytes += number(change.at, 8) }
        bytes += changes.map(\.type)
        for offset in offsets { bytes += number(Int64(offset), 4) + [0, 0] }
        return bytes + Array("\n\(footer)\n".utf8)
    }

    private static func header(changes: Int, types: Int, _ version: Unicode.Scalar) -> [UInt8] {
        var bytes = Array("TZif".utf8) + [UInt8(ascii: version)]
        bytes += [UInt8](repeating: 0, count: 15)
        for count in [0, 0, 0, changes, types, 0] { bytes += number(Int64(count), 4) }
        return bytes
    }

    private static func number(_ value: Int64, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> Int64($0 * 8)) }
    }
}
