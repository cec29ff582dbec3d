import GateCore
import GateTestKit
import Testing

@testable import GateRules

@Suite("A pack with random damage")
struct PackFuzzTests {
    private static let pack = """
        pack: default
        defaults: { action: block, severity: high, folding: standard, zones: [text] }
        categories: { violence: { openai: [violence, violence/graphic] } }
        rules:
          - id: violence.minor
            category: violence
            words: ["kill* child*", &w knife]
            pattern: '\\bkill(?:ing|ed)?\\s+(?:a\\s+)?child\\w*'
            unless: ["killer child actor", *w ]
            message: |
              Violence against minors
              is not allowed.
            tests: { match: ["killing a child"], pass: ["killer child actor"] }
          - {id: "zwei\\u0041", words: [größe, '日本'], mode: shadow, severity: low}
        """

    @Test("loads, or is told with places inside the file", arguments: 0..<8)
    func damage(_ seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        let bytes = Array(Self.pack.utf8)
        for _ in 0..<150 {
            var damaged = bytes
            for _ in 0..<1 + pick(4, random) { damage(&damaged, random) }
            check(damaged)
        }
    }

    /// Changes, adds, removes, doubles or cuts off something.
    private func damage(_ bytes: inout [UInt8], _ random: SeededRandom) {
        guard !bytes.isEmpty else { return }
        let place = pick(bytes.count, random)
        let marks = Array("\t\n \"'[]{}:,-#&*!|>%@`?\\~<=\u{85}\u{FEFF}".utf8) + [0, 0xFF, 0xC3]
        switch pick(6, random) {
        case 0: bytes[place] = UInt8(pick(256, random))
        case 1: bytes.insert(marks[pick(marks.count, random)], at: place)
        case 2: bytes[place] = marks[pick(marks.count, random)]
        case 3: bytes.remove(at: place)
        case 4: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
        default: bytes.removeSubrange(place..<min(place + 20, bytes.count))
        }
    }

    private func pick(_ count: Int, _ random: SeededRandom) -> Int {
        Int(random.next() % UInt64(count))
    }

    private func check(_ bytes: [UInt8]) {
        let file = RuleFile(path: "p.yaml", bytes: bytes)
        do {
            _ = try RuleLoader().load(
                RuleFiles(entries: [RuleFiles.Entry(role: .pack, file: file)]))
        } catch {
            let lines = String(decoding: bytes, as: UTF8.self).unicodeScalars.count {
                ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0)
            }
            for fault in error.faults {
                #expect(fault.file == "p.yaml" && (0...lines + 1).contains(fault.line), "\(fault)")
                #expect(!fault.message.isEmpty && !fault.remedy.isEmpty, "\(fault)")
                #expect(fault.column <= bytes.count + 1, "\(fault)")
            }
        }
    }
}
