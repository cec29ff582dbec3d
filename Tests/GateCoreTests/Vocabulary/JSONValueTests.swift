import Foundation
import GateCore
import GateTestKit
import Testing

@Suite("JSON values")
struct JSONValueTests {
    private func decode(_ text: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    @Test("every kind of JSON value is told from every other")
    func kinds() throws {
        let text = #"[null, true, false, 0, 1, -7, 1.5, "1", "true", [], {}, {"a": [1]}]"#
        let expected: JSONValue = [
            nil, true, false, 0, 1, -7, 1.5, "1", "true", [], [:], ["a": [1]],
        ]
        #expect(try decode(text) == expected)
    }

    @Test("whole numbers keep every digit of 64 bits, and larger ones become doubles")
    func numbers() throws {
        #expect(try decode("9223372036854775807") == .int(.max))
        #expect(try decode("-9223372036854775808") == .int(.min))
        #expect(try decode("18446744073709551616") == .double(0x1p64))
        #expect(try decode("1e3").int == 1000)
        #expect(JSONValue.double(1.5).int == nil)
        #expect(JSONValue.double(.infinity).int == nil)
    }

    @Test("any value is the same after coding")
    func roundTrip() throws {
        let random = SeededRandom(seed: 31)
        for _ in 0..<500 {
            let value: JSONValue = ["value": someValue(random, depth: 4)]
            let data = try JSONEncoder().encode(value)
            #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
        }
    }

    private func someValue(_ random: SeededRandom, depth: Int) -> JSONValue {
        switch random.next() % (depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(random.next() % 2 == 0)
        case 2: return .int(Int64(bitPattern: random.next()))
        case 3: return .double(random.fraction() + 0.1)
        case 4: return .string(random.token(3) + "\"\\\n\u{1F600}é")
        case 5: return .string("")
        case 6:
            return .array((0..<random.next() % 4).map { _ in someValue(random, depth: depth - 1) })
        default:
            let names = (0..<random.next() % 4).map { "key\($0)" }
            return .object(
                Dictionary(
                    uniqueKeysWithValues: names.map {
                        ($0, someValue(random, depth: depth - 1))
                    }))
        }
    }

    @Test("members and elements are found, and what is not there is nil")
    func access() {
        let value: JSONValue = ["name": "a", "list": [1, 2.0, true], "none": nil]
        #expect(value["name"]?.string == "a")
        #expect(value["list"]?[1]?.int == 2)
        #expect(value["list"]?[2]?.bool == true)
        #expect(value["list"]?[3] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["none"] == .null)
        #expect(value["missing"] == nil)
        #expect(value["name"]?["inner"] == nil)
        #expect(value[0] == nil)
        #expect(value["list"]?.array?.count == 3)
        #expect(value.object?.count == 3)
        #expect(value.string == nil)
        #expect(value["name"]?.bool == nil)
    }

    @Test("text that is no JSON is refused", arguments: ["", "{", "[1", "nul", "NaN"])
    func invalid(_ text: String) {
        #expect(throws: DecodingError.self) { try decode(text) }
    }
}
