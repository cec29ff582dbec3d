import GateCore
import Glibc
import Testing

@testable import GateRules

@Suite("Finding the rule files")
struct RuleFilesTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        mkdir(folder.path("rules"), 0o700)
        mkdir(folder.path("rules/tenants"), 0o700)
    }

    private func locations(_ words: String = "banned_words.txt", isNamed: Bool = false)
        -> RuleLocations
    {
        RuleLocations(
            bannedWords: folder.path(words), isBannedWordsNamed: isNamed,
            rules: folder.path("rules"))
    }

    /// What is read: `pack a.yaml`.
    private func read(_ locations: RuleLocations) throws -> [String] {
        try RuleFiles(reading: locations).entries.map {
            "\($0.role.rawValue) \($0.file.path.fileName)"
        }
    }

    /// What is wrong, without the folder's name.
    private func faults(_ locations: RuleLocations) -> [String] {
        do {
            _ = try RuleFiles(reading: locations)
            return []
        } catch {
            return error.faults.map { $0.description.replacing(folder.path(""), with: "") }
        }
    }

    private let rule = "rules: [{id: a, words: b}]"

    @Test("takes packs, overlays and lists in one order, and leaves other files alone")
    func everything() throws {
        for name in ["b.yaml", "a.yml", ".c.yaml.swp", ".d.yaml", "e.yaml~", "f.txt"] {
            try folder.write("rules/\(name)", rule)
        }
        try folder.write(
            "rules/z.yaml", "lists: [{id: l, file: ../l.txt}, {id: m, file: ../l.txt}]")
        try folder.write("rules/tenants/t.yaml", "allow: x")
        try folder.write("l.txt", "one")
        try folder.write("banned_words.txt", "two")
        #expect(
            try read(locations()) == [
                "pack a.yml", "pack b.yaml", "pack z.yaml", "overlay t.yaml", "list l.txt",
                "list banned_words.txt",
            ])
    }

    @Test("takes packs behind symbolic links, as Kubernetes mounts them")
    func links() throws {
        mkdir(folder.path("rules/..1"), 0o700)
        try folder.write("rules/..1/p.yaml", rule)
        symlink("..1", folder.path("rules/..data"))
        symlink("..data/p.yaml", folder.path("rules/p.yaml"))
        #expect(try read(locations()) == ["pack p.yaml"])
    }

    @Test("needs banned words where there is no pack, and where they are named")
    func banned() throws {
        let missing = "banned_words.txt: The file does not exist. Create it, or name another."
        #expect(faults(locations()) == [missing])
        #expect(
            faults(RuleLocations(bannedWords: folder.path("banned_words.txt"), rules: nil)) == [
                missing
            ])
        try folder.write("rules/p.yaml", rule)
        #expect(try read(locations()) == ["pack p.yaml"])
        #expect(faults(locations(isNamed: true)) == [missing])
    }

    @Test("reads the banned words once, and those that the operator named before a pack's")
    func precedence() throws {
        try folder.write(
            "rules/p.yaml", "lists: [{id: midjourney-banned, file: ../banned_words.txt}]")
        try folder.write("banned_words.txt", "one")
        try folder.write("own.txt", "two")
        #expect(try read(locations()) == ["pack p.yaml", "list banned_words.txt"])
        #expect(try read(locations(isNamed: true)) == ["pack p.yaml", "list banned_words.txt"])
        #expect(try read(locations("own.txt")) == ["pack p.yaml", "list banned_words.txt"])
        let own = locations("own.txt", isNamed: true)
        #expect(try read(own) == ["pack p.yaml", "list own.txt"])
        let rules = try RuleBook.load(own)
        #expect(rules.ruleCount == 1 && rules.judge("two", tenant: nil).matches.count == 1)
    }

    @Test("tells of a list that cannot be read where the pack names it, and all else too")
    func unreadable() throws {
        try folder.write("rules/a.yaml", "rulez: []")
        try folder.write("rules/p.yaml", "lists:\n  - {id: l, file: none.txt}\n\(rule)")
        mkdir(folder.path("rules/q.yaml"), 0o700)
        #expect(
            faults(locations()) == [
                "rules/q.yaml: This is a directory. Name a file.",
                "rules/p.yaml:2:19: rules/none.txt: The file does not exist. "
                    + "Name a file that can be read, from the pack's folder on.",
                "rules/a.yaml:1:1: A pack has no key \"rulez\". Did you mean \"rules\"?",
            ])
    }

    @Test("refuses a rules directory that is none")
    func noDirectory() throws {
        try folder.write("banned_words.txt", "two")
        try folder.write("file", "")
        var places = locations()
        places.rules = folder.path("none")
        #expect(try read(places) == ["list banned_words.txt"])
        places.rules = folder.path("file")
        #expect(
            faults(places).first
                == "file: The directory cannot be read: Not a directory. "
                + "Let the gateway's user read it, or name another.")
    }

    @Test("names a revision by roles, names and bytes, and not by directories")
    func revisions() {
        func revision(_ role: RuleFiles.Role, _ path: String, _ text: String) -> String {
            RuleLoader.revision(
                of: RuleFiles(entries: [
                    RuleFiles.Entry(
                        role: role, file: RuleFile(path: path, bytes: Array(text.utf8)))
                ]))
        }
        let first = revision(.pack, "rules/a.yaml", "x")
        #expect(first.count == 16 && first == revision(.pack, "/etc/a.yaml", "x"))
        let others = [
            revision(.overlay, "rules/a.yaml", "x"), revision(.pack, "rules/b.yaml", "x"),
            revision(.pack, "rules/a.yaml", "y"),
        ]
        #expect(Set(others + [first]).count == 4)
    }
}
