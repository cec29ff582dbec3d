import Foundation
import GateCore
import Testing

@Suite struct JSONValueTextTests {
    @Test("every value comes back as it was")
    func roundTrip() throws {
        let controls = String(String.UnicodeScalarView((0..<0x20).compactMap(Unicode.Scalar.init)))
        let value: JSONValue = [
            "null": nil, "yes": true, "no": false, "id": 1_180_000_000_000_000_001,
            "negative": -1, "ratio": 0.1, "tiny": 1e-20, "list": [1, "two", [], [:]],
            "text": "a \"quoted\" \\ back/slash\n\r\t é █ 🦊 \u{2028}",
            "controls": .string(controls),
        ]
        let text = value.text
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) == value)
    }

    @Test("equal values give equal bytes")
    func sorted() {
        let value: JSONValue = ["b": 1, "a": [true, nil]]
        #expect(value.text == #"{"a":[true,null],"b":1}"#)
    }

    @Test("numbers that JSON cannot write become null")
    func notFinite() {
        let value: JSONValue = [.double(.nan), .double(.infinity)]
        #expect(value.text == "[null,null]")
    }
}
