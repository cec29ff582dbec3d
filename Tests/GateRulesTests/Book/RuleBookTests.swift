import GateCore
import GateTestKit
import Glibc
import Logging
import Testing

@testable import GateRules

@Suite("The rule book")
struct RuleBookTests {
    private let time = ManualTime()
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func book(
        _ folder: TestFolder, keeping: Bool = true, watcher: any RuleWatcher = ScriptedWatcher()
    ) throws -> RuleBook {
        try RuleBook(
            RuleLocations(bannedWords: folder.path("words.txt"), rules: nil),
            dataDirectory: keeping ? folder.path("data") : nil, watcher: watcher, time: time,
            log: log)
    }

    private func bans(_ book: RuleBook, _ word: String) -> Bool {
        book.current().judge(word, tenant: nil).action == .block
    }

    @Test("starts in step with the disk")
    func start() throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood\nnude")
        let book = try book(folder)
        let status = book.status()
        #expect(status.state == .synced && status.rules == 2 && status.rejected == [])
        #expect(status.active == book.current().revision && status.source == status.active)
        #expect(status.active.count == 16 && status.since == time.wall())
    }

    @Test("takes a good file over on reload, and names it by its bytes")
    func reload() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        let book = try book(folder)
        let first = book.current()
        try folder.write("words.txt", "nude")
        let status = await book.reload()
        #expect(status.state == .synced && status.active != first.revision)
        #expect(bans(book, "nude") && !bans(book, "blood"))
        // An exchange that began before keeps its revision.
        #expect(first.judge("blood", tenant: nil).action == .block)
        try folder.write("words.txt", "blood")
        #expect(await book.reload().active == first.revision)
    }

    @Test("keeps the last good rules over a bad file, and says what is wrong since when")
    func bad() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        let book = try book(folder)
        let good = book.status()
        time.advance(by: .seconds(60))
        try folder.write("words.txt", "nude\n/(/")
        let status = await book.reload()
        #expect(status.state == .degraded && status.active == good.active)
        #expect(status.source != good.source && status.since == time.wall())
        #expect(status.rejected.map(\.line) == [2])
        #expect(bans(book, "blood") && !bans(book, "nude"))

        time.advance(by: .seconds(60))
        try folder.write("words.txt", "nude\n/(/\n*")
        let worse = await book.reload()
        #expect(worse.rejected.map(\.line) == [2, 3] && worse.since == status.since)

        try folder.write("words.txt", "nude")
        let mended = await book.reload()
        #expect(mended.state == .synced && mended.since == time.wall() && mended.rejected == [])
        #expect(bans(book, "nude"))
    }

    @Test("comes back into step when a bad file is taken back")
    func takenBack() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        let book = try book(folder)
        try folder.write("words.txt", "/(/")
        #expect(await book.reload().state == .degraded)
        try folder.write("words.txt", "blood")
        #expect(await book.reload().state == .synced)
    }

    @Test("keeps the last good rules when the file vanishes, is a folder, or is unreadable")
    func vanished() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        let book = try book(folder)
        unlink(folder.path("words.txt"))
        let missing = await book.reload()
        #expect(missing.state == .degraded && missing.source == "")
        #expect(
            missing.rejected == [
                RuleFault(
                    file: folder.path("words.txt"), line: 0, column: 0,
                    message: "The file does not exist.", remedy: "Create it, or name another.")
            ])
        mkdir(folder.path("words.txt"), 0o700)
        #expect(await book.reload().rejected.map(\.message) == ["This is a directory."])
        rmdir(folder.path("words.txt"))
        mkfifo(folder.path("words.txt"), 0o600)
        #expect(await book.reload().rejected.map(\.message) == ["This is no regular file."])
        #expect(bans(book, "blood"))
    }

    @Test("refuses a file too large to be meant")
    func tooLarge() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        let book = try book(folder)
        truncate(folder.path("words.txt"), 17 << 20)
        #expect(await book.reload().rejected.map(\.message) == ["The file is larger than 16 MiB."])
    }

    @Test("does not start with a bad file and nothing kept, and tells every fault")
    func coldAndBad() throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "*\nblood\n/(/")
        #expect {
            try book(folder)
        } throws: { error in
            (error as? RuleFaults)?.faults.map(\.line) == [1, 3]
        }
        #expect(throws: RuleFaults.self) {
            try RuleBook.load(RuleLocations(bannedWords: folder.path("none.txt"), rules: nil))
        }
    }

    @Test("starts with the last good rules when the file went bad in between")
    func overRestart() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        let before = try book(folder).status()
        try folder.write("words.txt", "nude\n*")
        let second = try book(folder)
        #expect(second.status().state == .degraded && second.status().active == before.active)
        #expect(second.status().rejected.map(\.line) == [2])
        #expect(bans(second, "blood") && !bans(second, "nude"))
        unlink(folder.path("words.txt"))
        #expect(try book(folder).status().active == before.active)
        #expect(throws: RuleFaults.self) { try book(folder, keeping: false) }
    }

    @Test("reloads a pause after a change, once for a burst, until it is cancelled")
    func watching() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        let watcher = ScriptedWatcher()
        let book = try book(folder, watcher: watcher)
        let running = Task { try await book.run() }
        try folder.write("words.txt", "nude")
        watcher.tell()
        await time.waitForSleepers()
        watcher.tell()
        time.advance(by: ChangeBursts.pause)
        await time.waitForSleepers()
        #expect(bans(book, "nude"))
        running.cancel()
        try await running.value
    }

    @Test("takes over what changed before it began to watch")
    func beforeWatching() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "blood")
        let watcher = ScriptedWatcher()
        let book = try book(folder, watcher: watcher)
        try folder.write("words.txt", "nude")
        let running = Task { try await book.run() }
        while !bans(book, "nude") { await Task.yield() }
        running.cancel()
        try await running.value
    }

    @Test("gives every judgement one revision while it reloads")
    func underLoad() async throws {
        let folder = try TestFolder()
        try folder.write("words.txt", "odd")
        let book = try book(folder, keeping: false)
        let odd = book.current().revision
        await withTaskGroup { group in
            group.addTask {
                while !Task.isCancelled {
                    let judgement = book.current().judge("odd even", tenant: nil)
                    #expect(
                        judgement.matches.map(\.text) == [
                            judgement.revision == odd ? "odd" : "even"
                        ])
                    await Task.yield()
                }
            }
            for round in 0..<100 {
                // A failed write would show as a wrong revision below.
                try? folder.write("words.txt", round % 2 == 0 ? "even" : "odd")
                _ = await book.reload()
            }
            group.cancelAll()
        }
        #expect(book.current().revision == odd)
    }
}
