import GateCore
import GateTestKit
import Glibc
import Logging
import Testing

@testable import GateRules

@Suite("The rule book's revisions")
struct RuleBookRevisionTests {
    private let folder: TestFolder
    private let time = ManualTime()
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        folder = try TestFolder()
        mkdir(folder.path("rules"), 0o700)
        mkdir(folder.path("rules/tenants"), 0o700)
        try pack("blood")
    }

    private func pack(_ word: String, _ more: String = "") throws {
        try folder.write(
            "rules/main.yaml", "pack: main\nrules:\n  - id: gore\n    words: [\(word)]\n\(more)")
    }

    private func book() throws -> RuleBook {
        try RuleBook(
            RuleLocations(bannedWords: folder.path("words.txt"), rules: folder.path("rules")),
            dataDirectory: folder.path("data"), watcher: ScriptedWatcher(), time: time, log: log)
    }

    private func bans(_ book: RuleBook, _ word: String) -> Bool {
        book.current().judge(word, tenant: nil).action == .block
    }

    @Test("lists what was in force, the newest first")
    func list() async throws {
        let book = try book()
        let first = book.status().active
        try pack("nude")
        time.advance(by: .seconds(5))
        let second = await book.reload().active
        let revisions = await book.revisions()
        #expect(revisions.map(\.revision) == [second, first])
        #expect(revisions.map(\.isActive) == [true, false])
        #expect(revisions.map(\.rules) == [1, 1] && revisions.first?.at == time.wall())
    }

    @Test("starts with the last good files, packs and overlays too, when they went bad")
    func lastGood() throws {
        try folder.write("rules/tenants/a.yaml", "allow: [blood orange]\n")
        let before = try book().status().active
        try folder.write("rules/main.yaml", "rules: [")
        let book = try book()
        #expect(book.status().state == .degraded && book.status().active == before)
        #expect(book.current().judge("blood orange", tenant: "a").action == .allow)
        #expect(book.current().judge("blood", tenant: "a").action == .block)
        // The last one's folder is damaged: there is nothing left to start with.
        truncate(folder.path("data/rules/revisions/\(before)/0"), 3)
        #expect(throws: RuleFaults.self) { try self.book() }
    }

    @Test("pins what is rolled back to, over changes on disk and restarts, until a reload")
    func pinning() async throws {
        var book = try book()
        let first = book.status().active
        try pack("nude")
        let second = await book.reload().active
        let pinned = try await book.rollback(to: first)
        #expect(pinned.isPinned && pinned.active == first && pinned.source == second)
        #expect(pinned.state == .degraded && bans(book, "blood") && !bans(book, "nude"))

        book = try self.book()
        #expect(book.status().isPinned && book.status().active == first)
        #expect(book.status().source == second && bans(book, "blood"))

        let reloaded = await book.reload()
        #expect(!reloaded.isPinned && reloaded.active == second && reloaded.state == .synced)
        #expect(try !self.book().status().isPinned)
    }

    @Test("notes what changes on disk while pinned, faults included, and takes none of it")
    func pinnedChanges() async throws {
        let book = try book()
        let first = book.status().active
        _ = try await book.rollback(to: first)
        #expect(book.status().isPinned && book.status().state == .synced)
        try pack("nude")
        let running = Task { try await book.run() }
        while book.status().source == first { await Task.yield() }
        #expect(book.status().active == first && book.status().state == .degraded)
        running.cancel()
        try await running.value
        try pack("[")
        let second = try self.book()
        #expect(second.status().isPinned && second.status().rejected != [])
    }

    @Test("rolls back to nothing that is not kept")
    func unknown() async throws {
        let book = try book()
        await #expect(throws: RuleRefusal.unknownRevision("ffff")) {
            try await book.rollback(to: "ffff")
        }
        await #expect(throws: RuleRefusal.unknownRevision("../..")) {
            try await book.rollback(to: "../..")
        }
    }

    @Test("tells the rules that a revision adds, removes and changes, and under which keys")
    func diff() async throws {
        try pack("blood", "  - id: old\n    words: [hag]\n")
        let book = try book()
        let first = book.status().active
        try pack("gore", "    action: flag\n  - id: new\n    words: [imp]\n")
        try folder.write("rules/tenants/a.yaml", "disable: [gore]\n")
        let diff = try await book.diff(from: .active, to: .disk)
        #expect(diff.from == first && diff.to != first)
        #expect(diff.added == ["new", "tenants/a"] && diff.removed == ["old"])
        #expect(diff.changed == [RuleDiff.Change(rule: "gore", fields: ["words", "action"])])
        let none = try await book.diff(from: .revision(first), to: .active)
        #expect(none.added == [] && none.removed == [] && none.changed == [])
        try pack("[")
        await #expect(throws: RuleRefusal.self) {
            try await book.diff(from: .active, to: .disk)
        }
    }

    // MARK: Candidates

    private let texts = [
        RecordedText(id: "1", text: "blood", tenant: nil),
        RecordedText(id: "2", text: "a castle", tenant: nil),
        RecordedText(id: "3", text: "a tree", tenant: "a"),
    ]

    @Test("tries one rule among those in force, in the place of the one with its id")
    func candidateRule() async throws {
        let book = try book()
        let added = try await book.simulate(
            .rule(["id": "new", "words": ["castle"]]), on: texts)
        #expect(added.active == book.status().active && added.candidate != added.active)
        #expect(added.judged == 3 && added.stricter == 1 && added.milder == 0)
        #expect(
            added.changed == [
                RuleSimulation.Change(
                    id: "2", before: RuleSimulation.Finding(action: .allow, rules: []),
                    after: RuleSimulation.Finding(action: .block, rules: ["new"]))
            ])
        let replaced = try await book.simulate(
            .rule(["id": "gore", "words": ["tree"]]), on: texts)
        #expect(replaced.changed.map(\.id) == ["1", "3"])
        #expect(replaced.stricter == 1 && replaced.milder == 1)
        #expect(bans(book, "blood") && !bans(book, "tree"))
    }

    @Test("tries a pack in the place of the one of its name, or beside the others")
    func candidatePack() async throws {
        let book = try book()
        let rules = "rules: [{id: other, words: [castle]}]\n"
        let replaced = try await book.simulate(.pack("pack: main\n\(rules)"), on: texts)
        #expect(replaced.changed.map(\.id) == ["1", "2"])
        let added = try await book.simulate(.pack("pack: more\n\(rules)"), on: texts)
        #expect(added.changed.map(\.id) == ["2"])
    }

    @Test("tells what is wrong with a candidate, its own tests included")
    func badCandidate() async throws {
        let book = try book()
        let bad: [RuleCandidate] = [
            .rule(["id": "x"]), .rule("x"), .pack("rules: ["),
            .rule(["id": "x", "words": ["a"], "tests": ["match": ["zebra"]]]),
        ]
        for candidate in bad {
            await #expect(throws: RuleRefusal.self) {
                try await book.simulate(candidate, on: texts)
            }
        }
    }

    @Test("tells of a hundred changes one by one, and counts all")
    func manyChanges() async throws {
        let texts = (0..<250).map { RecordedText(id: "\($0)", text: "castle", tenant: nil) }
        let found = try await book().simulate(.rule(["id": "x", "words": ["castle"]]), on: texts)
        #expect(found.changed.count == 100 && found.changedCount == 250 && found.stricter == 250)
    }
}
