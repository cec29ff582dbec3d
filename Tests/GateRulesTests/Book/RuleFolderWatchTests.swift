import Glibc
import Logging
import Testing

@testable import GateRules

/// With the real kernel. Each waits for an event, however long that takes; a watcher that
/// is deaf runs into the suite's time limit.
@Suite("Watching a folder of rules", .timeLimit(.minutes(1)))
struct RuleFolderWatchTests {
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func watch() -> AsyncStream<Void>.Iterator {
        let locations = RuleLocations(
            bannedWords: folder.path("words.txt"), rules: folder.path("rules"))
        return InotifyWatcher(locations, log: log).changes().makeAsyncIterator()
    }

    @Test("sees packs and overlays made, changed and removed, in folders that come later")
    func packs() async throws {
        var changes = watch()
        mkdir(folder.path("rules"), 0o700)
        #expect(await changes.next() != nil)
        try folder.write("rules/a.yaml", "rules: []")
        #expect(await changes.next() != nil)
        mkdir(folder.path("rules/tenants"), 0o700)
        #expect(await changes.next() != nil)
        try folder.write("rules/tenants/t.yml", "allow: []")
        #expect(await changes.next() != nil)
        unlink(folder.path("rules/a.yaml"))
        #expect(await changes.next() != nil)
        unlink(folder.path("rules/tenants/t.yml"))
        #expect(await changes.next() != nil)
    }

    @Test("sees a list that a pack names change, wherever it is")
    func lists() async throws {
        for name in ["rules", "lists"] { mkdir(folder.path(name), 0o700) }
        try folder.write("lists/l.txt", "blood")
        try folder.write("rules/a.yaml", "lists: [{id: l, file: ../lists/l.txt}]")
        var changes = watch()
        try folder.write("lists/l.txt", "nude")
        #expect(await changes.next() != nil)
    }

    @Test("sees the whole folder replaced, and then what changes in the new one")
    func replaced() async throws {
        for name in ["rules", "next"] {
            mkdir(folder.path(name), 0o700)
            try folder.write("\(name)/a.yaml", "description: \(name)")
        }
        var changes = watch()
        rename(folder.path("rules"), folder.path("gone"))
        rename(folder.path("next"), folder.path("rules"))
        #expect(await changes.next() != nil)
        try folder.write("rules/a.yaml", "description: anew")
        #expect(await changes.next() != nil)
    }

    @Test("sees packs behind swapped links, as Kubernetes mounts them")
    func swapped() async throws {
        mkdir(folder.path("rules"), 0o700)
        for version in ["v1", "v2"] {
            mkdir(folder.path("rules/\(version)"), 0o700)
            try folder.write("rules/\(version)/a.yaml", "description: \(version)")
        }
        symlink("v1", folder.path("rules/..data"))
        symlink("..data/a.yaml", folder.path("rules/a.yaml"))
        var changes = watch()
        symlink("v2", folder.path("rules/..new"))
        rename(folder.path("rules/..new"), folder.path("rules/..data"))
        #expect(await changes.next() != nil)
    }
}
