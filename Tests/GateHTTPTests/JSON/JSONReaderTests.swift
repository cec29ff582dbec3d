import GateCore
import Testing

@testable import GateHTTP

@Suite("Reading JSON")
struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test("every kind of value is read")
    func values() throws {
        let value = try read(
            #" {"a":[1,-2,0,3.5,1e3,true,false,null],"b":{"c":"d"},"":"","e":{},"f":[]} "#)
        #expect(value["a"] == [1, -2, 0, 3.5, 1000.0, true, false, nil])
        #expect(value["b"]?["c"] == "d")
        #expect(value[""] == "")
        #expect(value["e"] == [:])
        #expect(value["f"] == [])
    }

    @Test("escapes become what they stand for, surrogate pairs included")
    func escapes() throws {
        #expect(try read(#""\"\\\/\b\f\n\r\tA\u00e9\ud83d\ude00""#) == "\"\\/\u{8}\u{C}\n\r\tAé😀")
    }

    @Test("a name that is there twice is refused, however it is spelt")
    func duplicates() {
        #expect(throws: JSONFault.self) { try read(#"{"prompt":"a","prompt":"b"}"#) }
        #expect(throws: JSONFault.self) { try read(#"{"prompt":"a","\u0070rompt":"b"}"#) }
        #expect(throws: Never.self) { try read(#"{"a":{"x":1},"b":{"x":1}}"#) }
    }

    @Test("nesting is read up to the cap and refused beyond it")
    func nesting() throws {
        let deep = { (levels: Int) in
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try read(deep(JSONReader.depthCap))
        #expect(throws: JSONFault.self) { try read(deep(JSONReader.depthCap + 1)) }
        #expect(throws: JSONFault.self) { try read(String(repeating: "[", count: 60_000)) }
        #expect(throws: JSONFault.self) { try read(String(repeating: #"{"a":"#, count: 10_000)) }
    }

    @Test("integers that do not fit are doubles, and what is out of range is refused")
    func numbers() throws {
        #expect(try read("9223372036854775807") == .int(.max))
        #expect(try read("9223372036854775808") == .double(9_223_372_036_854_775_808))
        #expect(throws: JSONFault.self) { try read("1e999") }
    }

    @Test(
        "texts that are not JSON are refused",
        arguments: [
            "", " ", "{", "}", "[1,]", "[1 2]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}",
            "'a'", #""a"#, #""\x""#, #""\u12""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#,
            "\"a\nb\"", "01", "-", "1.", ".5", "1e", "+1", "tru", "nulll", "NaN", "{} {}", "[1]]",
            "\u{FEFF}{}", "-01", "--1",
        ])
    func malformed(_ text: String) {
        #expect(throws: JSONFault.self) { try read(text) }
    }

    @Test("bytes that are not UTF-8 are refused")
    func encoding() {
        for bytes: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] {
            #expect(throws: JSONFault.self) { try JSONReader.read([0x22] + bytes + [0x22]) }
        }
    }

    @Test(
        "no text crashes the reader: every prefix and every changed byte gives a value or a fault")
    func robustness() {
        let text = Array(#"{"a":[1,-2.5e3,true,null,"x\u00e9\ud83d\ude00\n"],"b":{"c":""}}"#.utf8)
        // Each try? here and below: a fault is as good as a value; only a crash is not.
        for end in text.indices { _ = try? JSONReader.read(Array(text[..<end])) }
        for place in text.indices {
            for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x30, 0xFF] {
                var changed = text
                changed[place] = byte
                _ = try? JSONReader.read(changed)
            }
        }
    }
}
