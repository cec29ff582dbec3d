import Testing

@testable import GateRules

/// What holds of every reading and the way back from it.
enum MapChecks {
    /// Checks that a reading is valid UTF-8, and that every part of it between two of its
    /// characters comes from whole characters of the text, the more of it the more.
    static func check(_ view: [UInt8], _ map: OffsetMap, of text: [UInt8]) throws {
        #expect(String(validating: view, as: UTF8.self) != nil)
        let edges = view.indices.filter { view[$0] & 0xC0 != 0x80 } + [view.count]
        for (number, start) in edges.enumerated() {
            var outer: Range<Int>?
            for end in edges.dropFirst(number + 1).prefix(8) {
                let source = map.trace(start..<end).source
                try #require(source.lowerBound >= 0 && source.upperBound <= text.count)
                try #require(!source.isEmpty)
                #expect(String(validating: text[source], as: UTF8.self) != nil)
                if let outer {
                    #expect(source.lowerBound <= outer.lowerBound)
                    #expect(source.upperBound >= outer.upperBound)
                }
                outer = source
            }
        }
    }
}
