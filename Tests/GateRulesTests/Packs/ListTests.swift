import GateCore
import Testing

@testable import GateRules

@Suite("Word lists in packs")
struct ListTests {
    private let pack = """
        defaults: {severity: low}
        lists:
          - {id: slurs, file: lists/slurs.txt, category: hate, action: review, unless: [ab cd]}
        """

    @Test("have the traits that the pack gives them")
    func traits() throws {
        let reading = try PackFiles.reading([
            ("rules/p.yaml", pack), ("rules/lists/slurs.txt", "ab\n!xy ab"),
        ])
        #expect(reading.layers.map(\.name) == ["p"])
        let list = reading.layers[0].lists[0]
        #expect(list.id == "slurs" && list.file == "rules/lists/slurs.txt")
        #expect(
            list.traits
                == RuleTraits(category: "hate", openAI: ["hate"], severity: .low, action: .review))
        #expect(list.entries.map(\.slug) == ["ab"])
        #expect(list.unless.map(\.written) == ["xy ab", "ab cd"])
    }

    @Test("leave the operator's banned words a layer of their own")
    func bannedWords() throws {
        let reading = try PackFiles.reading([
            ("rules/p.yaml", pack), ("rules/lists/slurs.txt", "ab"), ("banned_words.txt", "blood"),
        ])
        #expect(reading.layers.map(\.name) == ["banned_words.txt", "p"])
        #expect(reading.layers[0].lists[0].id == "midjourney-banned")
    }

    @Test("take the operator's banned words for the list that a pack gives traits")
    func operators() throws {
        let reading = try PackFiles.reading([
            (
                "rules/p.yaml",
                "lists: [{id: midjourney-banned, file: ../banned_words.txt, severity: critical}]"
            ), ("/etc/own.txt", "blood"),
        ])
        #expect(reading.layers.map(\.name) == ["p"])
        let list = reading.layers[0].lists[0]
        #expect(list.entries.map(\.slug) == ["blood"] && list.traits.severity == .critical)
    }

    @Test("have faults in their own files")
    func faults() {
        #expect(
            PackFiles.faults([("rules/p.yaml", pack), ("rules/lists/slurs.txt", "ab\n*")]) == [
                "rules/lists/slurs.txt:2:1: \"*\" stands alone. Write it at an end of a word, "
                    + "as in \"word*\"."
            ])
    }

    @Test("share no id with a rule, be it the list's or an entry's")
    func ids() {
        let faults = PackFiles.faults([
            ("rules/a.yaml", "rules: [{id: slurs, words: b}, {id: slurs.ab, words: b}]"),
            ("rules/p.yaml", pack), ("rules/lists/slurs.txt", "xy\nab"),
        ])
        #expect(
            faults == [
                "rules/a.yaml:1:14: The id \"slurs\" is taken: rules/p.yaml:3:10 has it. "
                    + "Give one of the two another id.",
                "rules/a.yaml:1:37: The id \"slurs.ab\" is taken: rules/lists/slurs.txt:2 has it. "
                    + "Give one of the two another id.",
            ])
    }

    @Test(
        "are found from the pack's folder on",
        arguments: [
            ("rules/p.yaml", "../banned_words.txt", "banned_words.txt"),
            ("rules/p.yaml", "./a/../b.txt", "rules/b.txt"), ("p.yaml", "b.txt", "b.txt"),
            ("p.yaml", "../b.txt", "../b.txt"), ("../p.yaml", "../b.txt", "../../b.txt"),
            ("/etc/rules/p.yaml", "../b.txt", "/etc/b.txt"),
            ("/p.yaml", "../b.txt", "/b.txt"),
            ("rules/p.yaml", "/srv/./b.txt", "/srv/b.txt"),
        ])
    func paths(_ pack: String, _ file: String, _ path: String) {
        #expect(file.path(besides: pack) == path)
    }
}
