import Synchronization
import Testing

@testable import GateExternal

/// Lanes that expectations can use: they take no value that changes.
private final class Subject {
    private var lanes: Lanes

    init(places: Int, longestQueue: Int) {
        lanes = Lanes(places: places, longestQueue: longestQueue)
    }

    var inside: Int { lanes.inside }
    var waiting: Int { lanes.waiting }
    func enter(_ number: UInt64) -> Lanes.Entry { lanes.enter(number) }
    func leave() -> UInt64? { lanes.leave() }
    func giveUp(_ number: UInt64) -> Bool { lanes.giveUp(number) }
}

/// How many are at it, the most there were, and how many have passed.
private final class Count: Sendable {
    let seen = Mutex((now: 0, most: 0, passed: 0))

    func enter() { seen.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.passed) } }
    func leave() { seen.withLock { $0 = ($0.now - 1, $0.most, $0.passed + 1) } }
}

@Suite("Lanes")
struct LanesTests {
    @Test("lets as many in as there are places, as many wait, and turns the rest away")
    func bounds() {
        let lanes = Subject(places: 2, longestQueue: 1)
        #expect((1...4).map { lanes.enter($0) } == [.inside, .inside, .waiting, .full])
        #expect(lanes.inside == 2 && lanes.waiting == 1)
        #expect(lanes.leave() == 3)
        #expect(lanes.inside == 2 && lanes.waiting == 0)
        #expect(lanes.leave() == nil && lanes.leave() == nil && lanes.inside == 0)
    }

    @Test("who gives up waiting gets no place")
    func givesUp() {
        let lanes = Subject(places: 1, longestQueue: 2)
        for number in 1...3 as ClosedRange<UInt64> { _ = lanes.enter(number) }
        #expect(lanes.giveUp(2) && !lanes.giveUp(2) && !lanes.giveUp(1))
        #expect(lanes.leave() == 3)
    }

    @Test("no more tasks are at it than there are places, and nobody is left behind")
    func tasks() async {
        let lanes = CallLanes(places: 3, longestQueue: 200)
        let count = Count()
        await withTaskGroup { group in
            for _ in 0..<200 {
                group.addTask {
                    try? await lanes.pass {
                        count.enter()
                        await Task.yield()
                        count.leave()
                    }
                }
            }
        }
        let counts = count.seen.withLock { $0 }
        #expect(counts.now == 0 && counts.most <= 3 && counts.passed == 200)
        #expect(lanes.counts == (0, 0))
    }

    @Test("whoever is cancelled, waiting or before, takes no place")
    func cancelled() async throws {
        let lanes = CallLanes(places: 1, longestQueue: 5)
        try await lanes.pass {
            let waiting = Task { try await lanes.pass {} }
            while lanes.counts.waiting == 0 { await Task.yield() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            let early = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await lanes.pass {}
            }
            await #expect(throws: CancellationError.self) { try await early.value }
            #expect(lanes.counts == (1, 0))
        }
        try await lanes.pass {}
        #expect(lanes.counts == (0, 0))
    }
}
