import Glibc
import Logging
import Testing

@testable import GateRules

/// With the real kernel. Each waits for an event, however long that takes; a watcher that
/// is deaf runs into the suite's time limit.
@Suite("Watching a file", .timeLimit(.minutes(1)))
struct InotifyWatcherTests {
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func watch(_ path: String) -> AsyncStream<Void>.Iterator {
        InotifyWatcher(RuleLocations(bannedWords: path, rules: nil), log: log).changes()
            .makeAsyncIterator()
    }

    private func writeInPlace(_ path: String, _ text: String) {
        let file = fopen(path, "w")
        fputs(text, file)
        fclose(file)
    }

    @Test("sees a rename over the file")
    func rename() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        var changes = watch(folder.path("words.txt"))
        try folder.write("words.txt", "nude")
        #expect(await changes.next() != nil)
    }

    @Test("sees a write in place, a removal, and a file made anew")
    func inPlace() async throws {
        let folder = try TestFolder()
        let path = folder.path("words.txt")
        try folder.write("words.txt", "blood")
        var changes = watch(path)
        writeInPlace(path, "nude")
        #expect(await changes.next() != nil)
        unlink(path)
        #expect(await changes.next() != nil)
        writeInPlace(path, "gore")
        #expect(await changes.next() != nil)
    }

    @Test("sees a directory of symbolic links swapped, as Kubernetes does")
    func symbolicLinks() async throws {
        let folder = try TestFolder()
        for version in ["v1", "v2"] {
            mkdir(folder.path(version), 0o700)
            try folder.write("\(version)/words.txt", version)
        }
        symlink("v1", folder.path("..data"))
        symlink("..data/words.txt", folder.path("words.txt"))
        var changes = watch(folder.path("words.txt"))
        symlink("v2", folder.path("..data_tmp"))
        Glibc.rename(folder.path("..data_tmp"), folder.path("..data"))
        #expect(await changes.next() != nil)
        let file = try RuleFile(reading: folder.path("words.txt"))
        #expect(file.bytes == Array("v2".utf8))
    }

    @Test("sees an edit behind a symbolic link, and one that keeps size and time")
    func behindLink() async throws {
        let folder = try TestFolder()
        mkdir(folder.path("far"), 0o700)
        try folder.write("far/words.txt", "blood")
        symlink("far/words.txt", folder.path("words.txt"))
        var changes = watch(folder.path("words.txt"))
        writeInPlace(folder.path("far/words.txt"), "glood")
        var times = [timeval(), timeval()]
        utimes(folder.path("far/words.txt"), &times)
        #expect(await changes.next() != nil)
    }

    @Test("goes on when the folder is missing at first")
    func missingFolder() async throws {
        let folder = try TestFolder()
        var changes = watch(folder.path("later/words.txt"))
        mkdir(folder.path("later"), 0o700)
        try folder.write("later/words.txt", "blood")
        #expect(await changes.next() != nil)
    }

    @Test("ends when its reader does")
    func ends() async throws {
        let folder = try TestFolder()
        let watcher = InotifyWatcher(
            RuleLocations(bannedWords: folder.path("words.txt"), rules: nil), log: log)
        let reading = Task {
            for await _ in watcher.changes() {}
        }
        reading.cancel()
        await reading.value
    }
}
