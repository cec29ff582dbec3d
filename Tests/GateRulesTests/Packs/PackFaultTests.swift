import GateCore
import Testing

@testable import GateRules

/// A bad pack, and all that is to be told of it.
struct BadPack: Sendable, CustomTestStringConvertible {
    let why: String
    let pack: String
    let told: [String]

    init(_ why: String, _ pack: String, _ told: String...) {
        self.why = why
        self.pack = pack
        self.told = told
    }

    /// A pack of one rule, which stands in line 2.
    init(rule why: String, _ rule: String, _ told: String...) {
        self.why = why
        pack = "rules:\n  - {id: a, \(rule)}\n"
        self.told = told
    }

    var testDescription: String { why }
}

@Suite("What is wrong with a pack")
struct PackFaultTests {
    @Test("is told with its place and a remedy", arguments: BadPack.all)
    func told(_ bad: BadPack) {
        #expect(PackFiles.faults(bad.pack) == bad.told)
    }
}
