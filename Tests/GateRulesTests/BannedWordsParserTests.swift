import GateCore
import Testing

@testable import GateRules

@Suite("Reading banned_words.txt")
struct BannedWordsParserTests {
    @Test("takes entries, and skips comments and empty lines")
    func entries() throws {
        let reading = try TestRules.read(
            "# words\n\n  blood  \n\tbelly button\t# a phrase\nnumber #1\n   # indented\nc#\n")
        #expect(reading.faults == [])
        #expect(
            reading.list.entries.map(\.term.written)
                == ["blood", "belly button", "number #1", "c#"])
    }

    @Test("does not mind Windows line ends, a byte order mark, or a missing last line break")
    func editors() throws {
        let reading = try TestRules.read([0xEF, 0xBB, 0xBF] + Array("blood\r\ngore\r\nnude".utf8))
        #expect(reading.faults == [])
        #expect(reading.list.entries.map(\.term.written) == ["blood", "gore", "nude"])
    }

    @Test("tolerates an entry that stands there twice, and says so")
    func duplicates() throws {
        let reading = try TestRules.read(
            "blood\nnude\nBLOOD\nsee  through\nsee through\nsee-through")
        #expect(reading.list.entries.count == 4)
        #expect(
            reading.notes == [
                "words.txt:3: \"BLOOD\" stands in line 1 too.",
                "words.txt:5: \"see through\" stands in line 4 too.",
            ])
    }

    @Test("names every rule, readably and whatever stands beside it")
    func ids() throws {
        func ids(_ text: String) throws -> [String] {
            try TestRules.read(text).list.entries.map(\.slug)
        }
        #expect(try ids("Belly Button\nblood\n习近平") == ["belly-button", "blood", "习近平"])
        let odd = try ids("see through\nsee-through\n-edge\nedge\n/a+b/\nedge*\n🔞")
        #expect(Set(odd).count == 7)
        #expect(odd[0] == "see-through" && odd[1].hasPrefix("see-through-"))
        #expect(odd[2].hasPrefix("edge-") && odd[3] == "edge" && odd[4].hasPrefix("pattern-"))
        #expect(try ids("-edge") == [odd[2]])
    }

    @Test(
        "tells exactly what is wrong with an entry, and what to write instead",
        arguments: [
            (
                "/a(b/", 5, "The pattern does not compile: missing closing parenthesis.",
                "Write it as PCRE2 wants it."
            ),
            (
                "/é[z-a]/", 6,
                "The pattern does not compile: range out of order in character class.",
                "Write it as PCRE2 wants it."
            ),
            (
                "/a", 1, "The pattern has no end.",
                "End it with \"/\"; a slash inside is written \"\\/\"."
            ),
            (
                #"/a\/"#, 1, "The pattern has no end.",
                "End it with \"/\"; a slash inside is written \"\\/\"."
            ),
            ("//", 1, "The pattern is empty.", "Write a PCRE2 pattern between the slashes."),
            (
                "/a/i", 4, "Text follows the pattern.",
                "Patterns take no flags: they ignore case already."
            ),
            ("/a*/", 1, "The pattern can match the empty string.", "Make a part of it required."),
            (#"/\b/"#, 1, "The pattern can match the empty string.", "Make a part of it required."),
            (
                "se*ual", 3, "\"*\" stands inside a word.",
                "Write it at an end of a word, or write a pattern between slashes."
            ),
            (
                "a-*b", 3, "\"*\" stands inside a word.",
                "Write it at an end of a word, or write a pattern between slashes."
            ),
            (
                "kill**", 5, "\"*\" stands inside a word.",
                "Write it at an end of a word, or write a pattern between slashes."
            ),
            ("*", 1, "\"*\" stands alone.", "Write it at an end of a word, as in \"word*\"."),
            (
                "kill * child", 6, "\"*\" stands alone.",
                "Write it at an end of a word, as in \"word*\"."
            ),
            ("a*", 1, "\"a*\" would match too much.", "Write at least two letters beside \"*\"."),
            (
                "big *é*", 5, "\"*é*\" would match too much.",
                "Write at least two letters beside \"*\"."
            ),
            ("  blo\u{7}od", 6, "The line holds the invisible character U+0007.", "Remove it."),
            ("blo\u{200B}od", 4, "The line holds the invisible character U+200B.", "Remove it."),
            ("one\rtwo", 4, "The line holds the invisible character U+000D.", "Remove it."),
            ("!", 1, "\"!\" excepts nothing.", "Write behind it what is to pass."),
            ("! *", 3, "\"*\" stands alone.", "Write it at an end of a word, as in \"word*\"."),
        ])
    func faults(line: String, column: Int, message: String, remedy: String) throws {
        let reading = try TestRules.read("blood\n\(line)\nnude")
        #expect(
            reading.faults == [
                RuleFault(
                    file: "words.txt", line: 2, column: column, message: message, remedy: remedy)
            ])
    }

    @Test("tells where a line stops being UTF-8")
    func encoding() throws {
        for (bytes, column): ([UInt8], Int) in [
            ([0xFF], 1), ([0x61, 0x62, 0xC3], 3), ([0xC3, 0xA9, 0xC3, 0x28], 2),
            ([0x61, 0xED, 0xA0, 0x80], 2), (Array("a\u{FFFD}b".utf8) + [0x80, 0x63], 4),
        ] {
            let reading = try TestRules.read(Array("blood\n".utf8) + bytes + Array("\nnude".utf8))
            #expect(
                reading.faults == [
                    RuleFault(
                        file: "words.txt", line: 2, column: column,
                        message: "The line is not UTF-8.", remedy: "Save the file as UTF-8.")
                ])
        }
    }

    @Test("refuses an endless entry")
    func length() throws {
        #expect(try TestRules.read(String(repeating: "x", count: 1_000)).faults == [])
        let fault = try #require(
            try TestRules.read(String(repeating: "x", count: 1_001)).faults.first)
        #expect(fault.column == 1_001)
        #expect(fault.message == "The entry has more than 1000 characters.")
    }

    @Test("tells all faults at once, up to a hundred, and how many more there are")
    func allFaults() throws {
        #expect(try TestRules.read("*\nblood\n/(/\n*").faults.map(\.line) == [1, 3, 4])
        let many = try TestRules.read(String(repeating: "*\n", count: 250)).faults
        #expect(many.count == 101)
        #expect(many.last?.message == "150 more lines are wrong.")
    }

    @Test("never reads what is wrong into something else, wherever a good file is cut off")
    func everyPrefix() throws {
        let good = Array("# a\nblüd\nbelly button*\n/\\bk(?:a|b)\\w/ # p\n!see-through\n裸体\n".utf8)
        #expect(try TestRules.read(good).faults == [])
        for end in good.indices {
            for fault in try TestRules.read(Array(good[..<end])).faults {
                #expect(fault.line > 0 && fault.column > 0 && fault.message.hasSuffix("."))
            }
        }
    }
}
