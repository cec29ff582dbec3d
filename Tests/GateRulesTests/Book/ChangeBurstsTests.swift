import GateCore
import GateTestKit
import Synchronization
import Testing

@testable import GateRules

@Suite("Bursts of changes", .timeLimit(.minutes(1)))
struct ChangeBurstsTests {
    private let time = ManualTime()
    private let watcher = ScriptedWatcher()
    private let count = Counter()

    private final class Counter: Sendable {
        private let value = Mutex(0)
        var current: Int { value.withLock { $0 } }
        func add() { value.withLock { $0 += 1 } }
    }

    private func start() -> Task<Void, Never> {
        Task { [count, time, watcher] in
            await ChangeBursts(watcher.changes(), time: time).forEach { count.add() }
        }
    }

    @Test("makes one of what comes within a pause, and begins anew after it")
    func pause() async {
        let running = start()
        for burst in 1...2 {
            watcher.tell()
            await time.waitForSleepers()
            watcher.tell()
            time.advance(by: ChangeBursts.patience)
            while count.current < burst {
                time.advance(by: ChangeBursts.pause)
                await Task.yield()
            }
        }
        running.cancel()
        await running.value
    }

    @Test("does not wait for the end of what does not end")
    func endless() async {
        let running = start()
        watcher.tell()
        await time.waitForSleepers()
        let start = time.now()
        while count.current == 0 {
            watcher.tell()
            time.advance(by: .milliseconds(10))
            for _ in 0..<20 { await Task.yield() }
        }
        #expect(time.now() - start >= ChangeBursts.pause)
        running.cancel()
        await running.value
    }
}
