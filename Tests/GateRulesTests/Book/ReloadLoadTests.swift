import GateCore
import GateTestKit
import Glibc
import Logging
import Testing

@testable import GateRules

@Suite("Reloading under load", .timeLimit(.minutes(2)))
struct ReloadLoadTests {
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static let reloads = 1_000

    /// The memory that the process holds, in KiB.
    private var residentSize: Int {
        get throws {
            let file = try RuleFile(reading: "/proc/self/statm")
            let pages = String(decoding: file.bytes, as: UTF8.self).split(separator: " ")
            return (Int(pages[1]) ?? 0) * 4
        }
    }

    private func write(_ round: Int, _ folder: TestFolder) throws {
        try folder.write("rules/a.yaml", "rules: [{id: a, words: [alpha\(round % 7)]}]")
        try folder.write("rules/b.yaml", "rules: [{id: b, words: [beta\(round % 7)]}]")
    }

    @Test("a thousand reloads give every judgement one whole revision, and memory back")
    func thousand() async throws {
        let folder = try TestFolder()
        mkdir(folder.path("rules"), 0o700)
        try write(0, folder)
        let book = try RuleBook(
            RuleLocations(bannedWords: folder.path("none.txt"), rules: folder.path("rules")),
            dataDirectory: nil, watcher: ScriptedWatcher(), time: ManualTime(), log: log)
        let text = (0..<7).map { "alpha\($0) beta\($0)" }.joined(separator: " ")
        let before = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    while !Task.isCancelled {
                        let rules = book.current()
                        let found = rules.judge(text, tenant: nil)
                        #expect(found.revision == rules.revision && found.matches.count == 2)
                        #expect(Set(found.matches.compactMap(\.text.last)).count == 1)
                        await Task.yield()
                    }
                }
            }
            var before = 0
            for round in 1...Self.reloads {
                try write(round, folder)
                let status = await book.reload()
                #expect(status.state == .synced)
                if round == Self.reloads / 4 { before = try residentSize }
            }
            group.cancelAll()
            return before
        }
        // Other suites run beside this one; a leak of every revision would show far above.
        #expect(try residentSize - before < 128 << 10)
    }
}
