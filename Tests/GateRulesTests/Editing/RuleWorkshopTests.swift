import GateCore
import GateTestKit
import Logging
import Testing

@testable import GateRules

@Suite("Editing whole rule files")
struct RuleWorkshopTests {
    private let folder: TestFolder
    private let book: RuleBook
    private let editor: RuleFileEditor

    init() throws {
        folder = try TestFolder()
        try folder.write("words.txt", "blood\n")
        let pack = "pack: house\nrules: [{ id: h.gore, words: [gore] }]\n"
        try RuleFileWriter().write(
            FileEdit(
                role: .pack, path: folder.path("rules/house.yaml"), before: nil,
                after: Array(pack.utf8)))
        book = try RuleBook(
            RuleLocations(bannedWords: folder.path("words.txt"), rules: folder.path("rules")),
            dataDirectory: folder.path("data"), watcher: ScriptedWatcher(), time: ManualTime(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        editor = RuleFileEditor(book)
    }

    private func action(_ text: String, _ tenant: TenantID? = nil) -> RuleAction {
        book.current().judge(text, tenant: tenant).action
    }

    @Test("lists the files that make the rules, and reads them")
    func lists() async throws {
        let documents = try await editor.documents()
        #expect(documents.map(\.name) == ["house.yaml", "words.txt"])
        #expect(documents.map(\.role) == [.pack, .list])
        #expect(try await editor.document("words.txt")?.text == "blood\n")
        #expect(try await editor.document("other.txt") == nil)
    }

    @Test("writes a file over the text that it was made of, and puts it in force")
    func writes() async throws {
        let before = try #require(try await editor.document("words.txt"))
        let after = try await editor.write("words.txt", "blood\nwombat\n", over: before.tag)
        #expect(after.tag != before.tag)
        #expect(action("a wombat") == .block)
        await #expect(throws: RuleEditRefusal.self) {
            try await editor.write("words.txt", "", over: before.tag)
        }
        await #expect(throws: RuleEditRefusal.self) {
            try await editor.write("words.txt", "", over: nil)
        }
        #expect(action("a wombat") == .block)
    }

    @Test("makes packs and overlays, and no file anywhere else")
    func makes() async throws {
        _ = try await editor.write("tenants/acme.yaml", "allow: [blood moon]\n", over: nil)
        #expect(action("a blood moon") == .block)
        #expect(action("a blood moon", "acme") == .allow)
        let others = [
            "../evil.yaml", "tenants/../evil.yaml", "/etc/evil.yaml", "a/b.yaml", ".hidden.yaml",
            "evil.txt", "tenants/.yaml", "", "a\u{0}.yaml", "ä.yaml",
        ]
        for name in others {
            await #expect(throws: RuleEditRefusal.self) {
                try await editor.write(name, "pack: evil\n", over: nil)
            }
        }
    }

    @Test("a file with faults is not written")
    func refuses() async throws {
        let before = try #require(try await editor.document("house.yaml"))
        await #expect(throws: RuleEditRefusal.self) {
            try await editor.write("house.yaml", "pack: house\nruels: []\n", over: before.tag)
        }
        #expect(try await editor.document("house.yaml") == before)
    }

    @Test("lints a text that is nowhere yet, and writes nothing")
    func lints() async throws {
        let bad = try await editor.lint("house.yaml", "pack: house\nruels: []\n")
        #expect(bad.faults.map(\.line) == [2])
        let good = try await editor.lint(
            "house.yaml", "pack: h\nrules: [{ id: a, words: [blood] }]")
        #expect(good.faults.isEmpty)
        #expect(!good.warnings.isEmpty)
        #expect(action("gore") == .block)
    }

    @Test("writes nothing while a revision is pinned")
    func pinned() async throws {
        let tag = try #require(try await editor.document("words.txt")).tag
        _ = try await book.rollback(to: book.current().revision)
        await #expect(throws: RuleEditRefusal.self) {
            try await editor.write("words.txt", "", over: tag)
        }
    }

    @Test("shows a text in every form that rules search")
    func readings() {
        let readings = book.current().readings(of: "bl00d, ｇore --no dogs")
        #expect(readings.first?.text.hasPrefix("bl00d, ｇore ") == true)
        #expect(readings.first?.undone == [])
        #expect(readings.contains { $0.text.contains("gore") && $0.undone.contains("width") })
        #expect(readings.contains { $0.text.contains("blood") && $0.undone.contains("leet") })
    }
}
