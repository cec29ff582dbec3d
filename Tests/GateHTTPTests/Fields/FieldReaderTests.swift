import GateCore
import Testing

@testable import GateHTTP

@Suite("Reading fields")
struct FieldReaderTests {
    @Test("every fault is collected, unknown fields last")
    func collects() {
        var fields = FieldReader(["a": 1, "b": "9", "d": "x", "z": 0, "y": 0])
        _ = fields.string("a", .text)
        _ = fields.integer("b", in: 1...4)
        _ = fields.string("c", .text, required: true)
        _ = fields.flag("d")
        let problem = #expect(throws: Problem.self) { try fields.finish() }
        #expect(problem?.code == .badParameters)
        #expect(problem?.fields.map(\.field) == ["a", "b", "c", "d", "y", "z"])
        #expect(problem?.fields[0].reason == "must be a string, not a number")
        #expect(problem?.fields[1].reason == "must be a whole number from 1 to 4, not a string")
        #expect(problem?.fields[2].reason.hasPrefix("is required") == true)
        #expect(problem?.fields[5].reason == "is not a field of this call")
    }

    @Test("null counts as left out")
    func null() throws {
        var fields = FieldReader(["a": nil])
        #expect(fields.has("a"))
        #expect(fields.string("a", .text) == nil)
        try fields.finish()
    }

    @Test("a whole number may be written as a double, and must be in range")
    func integers() {
        var fields = FieldReader(["a": 2.0, "b": 2.5, "c": 5, "d": true])
        #expect(fields.integer("a", in: 1...4) == 2)
        #expect(fields.integer("b", in: 1...4) == nil)
        #expect(fields.integer("c", in: 1...4) == nil)
        #expect(fields.integer("d", of: [50, 75]) == nil)
        #expect(fields.faults.map(\.field) == ["b", "c", "d"])
    }

    @Test("a fault of an inner object bears both names")
    func inner() {
        var fields = FieldReader(["outer": ["a": "x", "b": 1]])
        let value = fields.object("outer") { $0.integer("a", in: 0...1) }
        #expect(value == nil)
        #expect(fields.faults.map(\.field) == ["outer.a", "outer.b"])
    }

    @Test("an unknown name is repeated, but not at any length")
    func longNames() {
        var fields = FieldReader([String(repeating: "n", count: 5000): 1])
        let problem = #expect(throws: Problem.self) { try fields.finish() }
        #expect(problem?.fields.first?.field.count == 65)
    }
}
