import Foundation
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Records as JSON text")
struct RecordEncoderTests {
    private struct Every: Codable, Hashable {
        enum Choice: Codable, Hashable {
            case plain
            case full(number: Int, [String])
        }

        var text = "\"quoted\" \\ back \n\t\u{01}\u{7F} é 😀 \u{2028}"
        var whole = -7
        var long = Int64.min
        var byte: UInt8 = 255
        var largest = UInt64.max
        var part = 0.1
        var small = 2.2250738585072014e-308
        var flag = true
        var missing: String?
        var there: String? = ""
        var choices: [Choice] = [.plain, .full(number: 1, ["a", "b"]), .full(number: 2, [])]
        var nested: [[Int]] = [[], [1, 2], [3]]
        var named: [String: [Int?]] = ["a,b": [nil, 1], "\"": []]
        var numbered: [Int: String] = [1: "one"]
        var value: JSONValue = ["b": [1, 2.5, .null, true], "a": ["c": "d"], "": [:]]
        var inner: [Every]? = nil
    }

    private func roundTrip<Value: Codable & Equatable>(_ value: Value) throws {
        let text = try RecordEncoder.text(of: value)
        #expect(try JSONDecoder().decode(Value.self, from: Data(text.utf8)) == value)
        let reference = try JSONEncoder().encode(value)
        let decoder = JSONDecoder()
        #expect(
            try decoder.decode(JSONValue.self, from: Data(text.utf8))
                == decoder.decode(JSONValue.self, from: reference))
    }

    @Test("say what Foundation's encoder says, and are read back whole")
    func everyShape() throws {
        var every = Every()
        every.inner = [Every(), Every(missing: "no", there: nil)]
        try roundTrip(every)
        try roundTrip(["a", "b"])
        try roundTrip([String]())
        try roundTrip("alone")
        try roundTrip([String: Int]())
    }

    @Test("hold every kind of record")
    func records() throws {
        try roundTrip(Sample.task("t1"))
        try roundTrip(Sample.audit("e1", prompt: "line\none \u{0} \u{1F}"))
        try roundTrip(Sample.tenant("acme"))
    }

    @Test("of the audit log are the same text by hand as by the encoder")
    func byHand() throws {
        let plain = Sample.audit("e1", prompt: "")
        let match = RuleMatch(
            rule: "r\"", category: "c", severity: .high, action: .block, span: 1..<4, text: "",
            term: "t", folding: .exact, layers: ["default"], message: "m\n")
        let full = AuditRecord(
            id: "e2", at: Timestamp(milliseconds: -1), tenant: "a\"b", key: "k", endUser: "u\n7",
            surface: .trigger, kind: "imagine", task: "t1", outcome: .blocked, action: .block,
            code: .bannedPrompt, endedBy: "words",
            stages: [
                StageRun(stage: "rate", verdict: "pass", mode: .enforce, microseconds: 0),
                StageRun(
                    stage: "words", verdict: "error", mode: .shadow, microseconds: .max, note: "n"),
            ],
            matches: [match, match], revision: "r\\1", prompt: "é 😀 \u{0} \u{1F} \u{7F}",
            admin: AdminAction(actor: "admin", action: "x", target: "t", detail: ["b": [1, .null]]))
        for record in [plain, full, Sample.audit("e3", prompt: "a \"fox\"")] {
            #expect(
                try AuditRecordText.text(of: record) == RecordEncoder.text(of: record))
        }
    }

    @Test("are the same text for the same record")
    func stable() throws {
        let value: JSONValue = ["a": 1, "b": 2, "c": 3, "d": 4, "e": 5]
        let other: JSONValue = ["e": 5, "d": 4, "c": 3, "b": 2, "a": 1]
        #expect(try RecordEncoder.text(of: [value]) == RecordEncoder.text(of: [other]))
    }

    @Test("refuse numbers that are none", arguments: [Double.nan, .infinity, -.infinity])
    func noNumbers(number: Double) {
        #expect(throws: RecordEncoder.Unwritable.self) { try RecordEncoder.text(of: [number]) }
        #expect(throws: StoreError.self) { try StoredJSON.text(of: ["a": number]) }
    }
}
