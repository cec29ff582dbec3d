import GateCore
import Glibc
import Testing

@testable import GateRules

@Suite("Kept revisions")
struct RevisionStoreTests {
    private func files(_ text: String) -> RuleFiles {
        RuleFiles(entries: [
            RuleFiles.Entry(
                role: .list, file: RuleFile(path: "odd\n%name.txt", bytes: Array(text.utf8)))
        ])
    }

    private func keep(_ store: RevisionStore, _ text: String) throws -> String {
        let revision = RuleLoader.revision(of: files(text))
        try store.keep(files(text), revision, rules: 1, at: Timestamp(milliseconds: 7))
        return revision
    }

    @Test("gives back every byte, the last in force first, whatever the clock says")
    func keeping() throws {
        let folder = try TestFolder()
        let store = RevisionStore(dataDirectory: folder.path("data"))
        #expect(store.manifests() == [])
        let first = try keep(store, "one")
        let second = try keep(store, "two")
        #expect(store.manifests().map(\.revision) == [second, first])
        #expect(store.files(of: first) == files("one"))
        #expect(store.manifests().first?.at == Timestamp(milliseconds: 7))
        _ = try keep(store, "one")
        #expect(store.manifests().map(\.revision) == [first, second])
    }

    @Test("keeps the last twenty")
    func pruning() throws {
        let folder = try TestFolder()
        let store = RevisionStore(dataDirectory: folder.path("data"))
        let all = try (0..<25).map { try keep(store, "word\($0)") }
        #expect(store.manifests().map(\.revision) == Array(all.suffix(20).reversed()))
        #expect(store.files(of: all[0]) == nil)
    }

    @Test("passes over a revision that is cut short, changed, empty, or half written")
    func damage() throws {
        let folder = try TestFolder()
        let store = RevisionStore(dataDirectory: folder.path("data"))
        let place = folder.path("data/rules/revisions")
        let names = try ["a", "b", "c", "d"].map { try keep(store, $0 + $0) }
        truncate("\(place)/\(names[0])/0", 1)
        truncate("\(place)/\(names[1])/manifest", 40)
        try folder.write("data/rules/revisions/\(names[2])/manifest", "garbage\n")
        mkdir("\(place)/0123", 0o700)
        mkdir("\(place)/.new-4567", 0o700)
        #expect(names[0..<3].allSatisfy { store.files(of: $0) == nil })
        #expect(store.files(of: names[3]) == files("dd"))
        // What is kept anew is whole again, and what is of no use goes.
        _ = try keep(store, "aa")
        #expect(store.files(of: names[0]) == files("aa"))
        #expect(Set(Directory.names(in: place)) == [names[0], names[3]])
    }

    @Test("takes no path for a name")
    func names() throws {
        let folder = try TestFolder()
        let store = RevisionStore(dataDirectory: folder.path("data"))
        #expect(store.files(of: "../revisions") == nil && store.files(of: "") == nil)
        try store.setPinned("../x")
        #expect(store.pinned() == nil)
    }

    @Test("notes a pin, and that there is none")
    func pin() throws {
        let folder = try TestFolder()
        let store = RevisionStore(dataDirectory: folder.path("data"))
        #expect(store.pinned() == nil)
        try store.setPinned("abc")
        #expect(store.pinned() == "abc")
        try store.setPinned(nil)
        try store.setPinned(nil)
        #expect(store.pinned() == nil)
    }
}
