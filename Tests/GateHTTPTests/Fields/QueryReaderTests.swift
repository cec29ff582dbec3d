import GateCore
import Testing

@testable import GateHTTP

@Suite("Reading queries")
struct QueryReaderTests {
    @Test("parameters are decoded as clients encode them")
    func decoding() throws {
        var query = QueryReader("a=b+c%20d%2Be&empty=&flag")
        #expect(query.string("a", .label) == "b c d+e")
        #expect(query.string("empty", .label) == nil)
        #expect(query.string("flag", .label) == nil)
        try query.finish()
    }

    @Test("what is wrong is collected: shapes, repeats, bad encodings, unknown names")
    func faults() {
        var query = QueryReader("limit=0&limit=5&a=%zz&b=%ff&status=odd&other=1")
        _ = query.integer("limit", in: 1...10)
        _ = query.choice("status", TaskStatus.self)
        let problem = #expect(throws: Problem.self) { try query.finish() }
        #expect(problem?.fields.map(\.field) == ["limit", "a", "b", "status", "other"])
    }

    @Test("a time may be a day, and its plus sign may have become a space")
    func times() throws {
        var query = QueryReader("a=2026-11-23&b=2026-11-23T01:00:00+01:00&c=yesterday")
        #expect(query.time("a") == Timestamp(year: 2026, month: 11, day: 23))
        #expect(query.time("b") == Timestamp(year: 2026, month: 11, day: 23))
        #expect(query.time("c") == nil)
        #expect(query.faults.map(\.field) == ["c"])
    }
}
