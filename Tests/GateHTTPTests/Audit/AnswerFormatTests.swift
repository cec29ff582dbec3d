import Testing

@testable import GateHTTP

@Suite("Forms of the audit log")
struct AnswerFormatTests {
    @Test(
        "the Accept header chooses; JSON is the fallback",
        arguments: [
            (nil, AnswerFormat.json), ("*/*", .json), ("text/html", .json), ("text/csv", .csv),
            ("application/x-ndjson", .ndjson), ("Text/CSV; charset=utf-8", .csv),
            ("text/csv;q=0.5, application/x-ndjson", .ndjson),
            ("application/json;q=0.1, text/csv;q=0.2", .csv), ("text/csv;q=0", .json),
        ] as [(String?, AnswerFormat)])
    func accept(_ header: String?, _ format: AnswerFormat) {
        #expect(AnswerFormat(accept: header) == format)
    }
}
