import GateCore
import Testing

@testable import GateHTTP

@Suite("Writing JSON")
struct OrderedJSONTests {
    private func text(_ json: OrderedJSON) -> String { String(decoding: json.bytes, as: UTF8.self) }

    @Test("members stay in the order they were given; those of free values are sorted")
    func order() {
        let json: OrderedJSON = [
            "z": .number(1), "a": [.flag(true), .text(nil)], "m": .value(["y": 1, "x": [2.5]]),
        ]
        #expect(text(json) == #"{"z":1,"a":[true,null],"m":{"x":[2.5],"y":1}}"#)
    }

    @Test("quotes, control characters and what a terminal obeys are escaped")
    func escapes() {
        #expect(text("a\"\\\n\r\t\u{1B}[2J\u{7F}é😀") == #""a\"\\\n\r\t\u001b[2J\u007fé😀""#)
    }

    @Test("what JSON has no word for is null")
    func nonFinite() {
        #expect(text(.value(.double(.infinity))) == "null")
        #expect(text(.value(.double(.nan))) == "null")
    }

    @Test("what is written is read back as it was")
    func roundTrip() throws {
        let value: JSONValue = [
            "a": [1, -2.5, true, nil, "\u{0}\u{1F}\"\\/😀"], "": ["b": .int(.max)],
        ]
        #expect(try JSONReader.read(OrderedJSON.value(value).bytes) == value)
    }
}
