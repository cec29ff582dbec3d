import Testing

@testable import GateRules

@Suite("Clean readings of any text")
struct CleanReaderFuzzTests {
    /// Runs of code points that readings treat in different ways.
    private static let blocks: [ClosedRange<UInt32>] = [
        0x00...0x7F, 0x61...0x7A, 0x61...0x7A, 0x20...0x20, 0xA0...0x24F, 0x250...0x2FF,
        0x300...0x36F, 0x370...0x3FF, 0x400...0x4FF, 0x530...0x5FF, 0x600...0x6FF, 0x900...0x97F,
        0x13A0...0x13FF, 0x1400...0x167F, 0x1D00...0x1DFF, 0x1E00...0x1FFF, 0x2000...0x20FF,
        0x2100...0x218F, 0x2460...0x24FF, 0x3000...0x30FF, 0x3300...0x33FF, 0xA640...0xA7FF,
        0xAB30...0xABBF, 0xE000...0xE0FF, 0xFB00...0xFDFF, 0xFE00...0xFFFF, 0x1D400...0x1D7FF,
        0x1F100...0x1F1FF, 0x1F300...0x1F6FF, 0xE0000...0xE01FF, 0x0...0x10FFFF,
    ]

    private static func text(_ random: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1...16, using: &random) {
            guard let block = blocks.randomElement(using: &random) else { continue }
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                if let scalar = Unicode.Scalar(UInt32.random(in: block, using: &random)) {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }

    @Test("are valid, bounded, and map back to whole characters")
    func random() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<4_000 {
            let reading = try CleanReading(Self.text(&random))
            #expect(reading.bytes.count <= reading.text.count * 3 + 2)
            try MapChecks.check(reading.bytes, reading.map, of: reading.text)
        }
    }

    @Test("are read again without a change, but for scripts that a look around decides")
    func again() throws {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = FoldingTable.shared[value]
            if once.kind == .same || once.isForeign { continue }
            let bytes = UnsafeBufferPointer(
                start: FoldingTable.shared.reading(of: once), count: Int(once.count))
            for part in String(decoding: bytes, as: UTF8.self).unicodeScalars {
                let twice = FoldingTable.shared[part.value]
                #expect(twice.kind == .same || twice.isForeign, "\(scalar) U+\(value)")
            }
        }
    }

    @Test("of a letter hidden among Latin ones hold no other script")
    func disguise() throws {
        for value in UInt32(0x80)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let entry = FoldingTable.shared[value]
            guard entry.isForeign else { continue }
            let reading = try CleanReading("plain words na\(scalar)le here")
            #expect(reading.bytes.allSatisfy { $0 < 0x80 }, "\(scalar)")
            try MapChecks.check(reading.bytes, reading.map, of: reading.text)
        }
    }

    @Test("of parts of a text are parts of the reading of the text")
    func parts() throws {
        var random = SeededGenerator(seed: 5)
        let words = ["ｎｕｄｅ", "café", "n\u{200B}ude", "𝐚𝐛", "é\u{301}", "plain", "½", "(x)", "日本"]
        for _ in 0..<500 {
            let text = (0..<6).map { _ in words.randomElement(using: &random) ?? "" }
            let whole = try CleanReading(text.joined(separator: " ")).string
            let parts = try text.map { try CleanReading($0).string }
            #expect(whole == parts.joined(separator: " "))
        }
    }
}
