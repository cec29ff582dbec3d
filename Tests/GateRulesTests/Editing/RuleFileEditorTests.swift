import GateCore
import GateTestKit
import Logging
import Testing

@testable import GateRules

@Suite("Editing the rule files in force")
struct RuleFileEditorTests {
    private static let words = "# head\r\nblood\r\nnude # why\r\n"
    private static let pack = """
        pack: house
        lists:
          - { id: midjourney-banned, file: ../words.txt, category: banned-word }
          - { id: own, file: own.txt, category: own }
        rules:
          - id: gore.guts   # keep me
            words: [guts]
            tests: { match: [guts], pass: [gutsy] }
          - id: midjourney-banned.zebra
            words: [quagga]
        """

    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try RuleFileWriter().write(
            FileEdit(
                role: .pack, path: folder.path("rules/house.yaml"), before: nil,
                after: Array(Self.pack.utf8)))
        try folder.write("rules/own.txt", "spleen")
        try folder.write("words.txt", Self.words)
    }

    private func book() throws -> RuleBook {
        try RuleBook(
            RuleLocations(bannedWords: folder.path("words.txt"), rules: folder.path("rules")),
            dataDirectory: folder.path("data"), watcher: ScriptedWatcher(), time: ManualTime(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func text(_ name: String) -> String? {
        (try? RuleFile(reading: folder.path(name))).map {
            String(decoding: $0.bytes, as: UTF8.self)
        }
    }

    private func edit(
        _ effect: RuleEdit.Effect, _ term: String, of tenant: TenantID? = nil,
        list: String? = nil, action: RuleAction? = nil, id: String = "suggested.sug_1"
    ) -> RuleEdit {
        RuleEdit(
            effect, term: term, tenant: tenant, list: list, action: action, ruleID: id,
            remark: "s1")
    }

    private func action(_ book: RuleBook, _ text: String, _ tenant: TenantID? = nil) -> RuleAction {
        book.current().judge(text, tenant: tenant).action
    }

    // MARK: Where things go

    @Test("a ban for all stands at the end of the list, and is in force at once")
    func ban() async throws {
        let book = try book()
        let changes = try await RuleFileEditor(book).apply(edit(.ban, "Tyrone"))
        #expect(text("words.txt") == Self.words + "# s1\r\nTyrone\r\n")
        #expect(
            changes == [
                RuleFileChange(
                    file: folder.path("words.txt"), line: 4, added: "# s1\r\nTyrone\r\n",
                    isNew: false)
            ])
        #expect(action(book, "a tyrone") == .block && book.status().state == .synced)
        #expect(try await RuleFileEditor(book).apply(edit(.ban, "tyrone")).isEmpty)
        _ = try await RuleFileEditor(book).apply(edit(.ban, "liver", list: "own"))
        #expect(text("rules/own.txt") == "spleen\n# s1\nliver\n")
    }

    @Test("a ban with traits is a rule of the pack for suggestions, made when it is missing")
    func rule() async throws {
        let book = try book()
        let editor = RuleFileEditor(book)
        _ = try await editor.apply(edit(.ban, "tyrone", action: .review, id: "suggested.a"))
        _ = try await editor.apply(edit(.ban, "goku", action: .flag, id: "suggested.b"))
        #expect(action(book, "tyrone") == .review && action(book, "goku") == .flag)
        let rules = """
            pack: suggested
            rules:
              # s1
              - id: suggested.a
                action: review
                words: ["tyrone"]
              # s1
              - id: suggested.b
                action: flag
                words: ["goku"]

            """
        #expect(text("rules/suggested.yaml")?.hasSuffix(rules) == true)
        #expect(try await editor.apply(edit(.ban, "goku", action: .flag, id: "suggested.b")) == [])
    }

    @Test("what is for one tenant stands in its overlay and holds for nobody else")
    func overlay() async throws {
        let book = try book()
        let editor = RuleFileEditor(book)
        _ = try await editor.apply(edit(.allow, "blood orange", of: "acme"))
        #expect(action(book, "a blood orange", "acme") == .allow)
        #expect(action(book, "a blood orange", "other") == .block)
        #expect(action(book, "blood", "acme") == .block)
        _ = try await editor.apply(edit(.ban, "tyrone", of: "acme"))
        #expect(action(book, "tyrone", "acme") == .block && action(book, "tyrone") == .allow)
        #expect(
            text("rules/tenants/acme.yaml")?.hasSuffix(
                """
                allow:
                  # s1
                  - "blood orange"
                rules:
                  # s1
                  - id: suggested.sug_1
                    words: ["tyrone"]

                """) == true)
        #expect(try await editor.apply(edit(.allow, "Blood Orange", of: "acme")) == [])
    }

    @Test("an allowance for all is an exception from each rule that finds the term")
    func exceptions() async throws {
        let book = try book()
        let editor = RuleFileEditor(book)
        _ = try await editor.apply(edit(.allow, "blood and guts"))
        #expect(text("words.txt") == Self.words + "# s1\r\n!blood and guts\r\n")
        let excepted = "    words: [guts]\n    # s1\n    unless: [\"blood and guts\"]\n    tests:"
        #expect(text("rules/house.yaml")?.contains(excepted) == true)
        #expect(action(book, "blood and guts") == .allow && action(book, "guts") == .block)
        #expect(try await editor.apply(edit(.allow, "blood and guts")) == [])
        await #expect(throws: RuleEditRefusal.self) {
            try await editor.apply(edit(.allow, "a quiet lake"))
        }
        _ = try await editor.apply(edit(.allow, "spleen fern", list: "own"))
        #expect(text("rules/own.txt") == "spleen\n# s1\n!spleen fern\n")
    }

    // MARK: What is refused

    @Test("files that would be refused are not touched, and the faults are told")
    func faults() async throws {
        let book = try book()
        let before = book.status()
        let refusal = await #expect(throws: RuleEditRefusal.self) {
            try await RuleFileEditor(book).apply(edit(.ban, "zebra"))
        }
        guard case .faults(let faults)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(faults.contains { $0.message.contains("midjourney-banned.zebra") })
        #expect(text("words.txt") == Self.words && book.status() == before)
        for edit in [
            edit(.ban, "x", list: "nobody's"), edit(.ban, "..."), edit(.ban, "a", of: "../x"),
        ] {
            await #expect(throws: RuleEditRefusal.self) {
                try await RuleFileEditor(book).apply(edit)
            }
        }
    }

    @Test("files that the reload refuses are put back as they were")
    func putsBack() async throws {
        let book = try book()
        let good = book.status()
        let fault = RuleFault(file: "f", line: 1, column: 1, message: "m.", remedy: "r.")
        let bad = RuleStatus(
            state: .degraded, active: good.active, source: "x", rules: 1, rejected: [fault],
            since: good.since)
        let editor = RuleFileEditor(book) { bad }
        await #expect(throws: RuleEditRefusal.faults([fault])) {
            try await editor.apply(edit(.allow, "blood and guts"))
        }
        #expect(text("words.txt") == Self.words && text("rules/house.yaml") == Self.pack)
        await #expect(throws: RuleEditRefusal.faults([fault])) {
            try await editor.apply(edit(.allow, "nude", of: "acme"))
        }
        #expect(text("rules/tenants/acme.yaml") == nil)
    }

    @Test("nothing is changed while the files are bad already, or a revision is pinned")
    func notNow() async throws {
        let book = try book()
        let first = book.status().active
        try folder.write("rules/own.txt", "*")
        await #expect(throws: RuleEditRefusal.self) {
            try await RuleFileEditor(book).apply(edit(.ban, "tyrone"))
        }
        try folder.write("rules/own.txt", "spleen\nliver")
        _ = await book.reload()
        _ = try await book.rollback(to: first)
        await #expect(throws: RuleEditRefusal.pinned(first)) {
            try await RuleFileEditor(book).apply(edit(.ban, "tyrone"))
        }
        #expect(text("words.txt") == Self.words)
    }

    // MARK: Concurrency

    @Test("edits at the same time all land, one after the other")
    func concurrent() async throws {
        let book = try book()
        let editor = RuleFileEditor(book)
        await withTaskGroup { group in
            for number in 0..<20 {
                group.addTask {
                    await #expect(throws: Never.self) {
                        try await editor.apply(edit(.ban, "word\(number)"))
                    }
                }
            }
        }
        for number in 0..<20 { #expect(action(book, "word\(number)") == .block) }
        #expect(text("words.txt")?.hasPrefix(Self.words) == true)
        #expect(text("words.txt")?.split(separator: "# s1").count == 21)
    }

    @Test("what somebody else wrote since the last reload stays, and takes effect along")
    func meanwhile() async throws {
        let book = try book()
        try folder.write("words.txt", "purple\n")
        _ = try await RuleFileEditor(book).apply(edit(.ban, "tyrone"))
        #expect(text("words.txt") == "purple\n# s1\ntyrone\n")
        #expect(action(book, "purple") == .block && action(book, "blood") == .allow)
    }

    // MARK: Previews

    @Test("a preview shows the change and what it would change, and changes nothing")
    func preview() async throws {
        let book = try book()
        let example = RecordedText(id: "e", text: "a tyrone", tenant: nil)
        let texts = [example, RecordedText(id: "f", text: "a fox", tenant: nil)]
        let found = try await RuleFileEditor(book).preview(
            edit(.ban, "tyrone"), example: example, on: texts)
        #expect(found.changes.map(\.added) == ["# s1\r\ntyrone\r\n"])
        #expect(found.then.action == .block && found.then.matches.map(\.text) == ["tyrone"])
        #expect(found.simulation.judged == 2 && found.simulation.stricter == 1)
        #expect(found.simulation.changed.map(\.id) == ["e"])
        #expect(text("words.txt") == Self.words && action(book, "a tyrone") == .allow)
    }
}
