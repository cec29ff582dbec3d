import GateCore
import GateTestKit
import Testing

@testable import GateExternal

private func at(_ seconds: Int) -> Instant { Instant(sinceStart: .seconds(seconds)) }

/// A cache that expectations can ask: they take no value that changes.
private final class Subject<Key: Hashable & Sendable> {
    private var cache: RecentCache<Key, Int>

    init(seconds: Int, capacity: Int) {
        cache = RecentCache(ttl: .seconds(seconds), capacity: capacity)
    }

    var count: Int { cache.count }
    func value(for key: Key, at now: Instant) -> Int? { cache.value(for: key, at: now) }
    func keep(_ value: Int, for key: Key, at now: Instant) { cache.keep(value, for: key, at: now) }
}

@Suite("Recent cache")
struct RecentCacheTests {
    @Test("gives a value until its time is over")
    func ttl() {
        let cache = Subject<String>(seconds: 10, capacity: 3)
        cache.keep(1, for: "a", at: at(0))
        #expect(cache.value(for: "a", at: at(9)) == 1)
        #expect(cache.value(for: "a", at: at(10)) == nil)
        cache.keep(2, for: "a", at: at(10))
        #expect(cache.value(for: "a", at: at(19)) == 2 && cache.count == 1)
    }

    @Test("loses the value that was not asked for the longest")
    func order() {
        let cache = Subject<String>(seconds: 10, capacity: 3)
        for (place, key) in ["a", "b", "c"].enumerated() { cache.keep(place, for: key, at: at(0)) }
        _ = cache.value(for: "a", at: at(1))
        cache.keep(3, for: "d", at: at(1))
        #expect(cache.value(for: "b", at: at(1)) == nil)
        cache.keep(9, for: "c", at: at(1))
        cache.keep(4, for: "e", at: at(1))
        #expect(cache.value(for: "a", at: at(1)) == nil)
        #expect(["c", "d", "e"].map { cache.value(for: $0, at: at(1)) } == [9, 3, 4])
        #expect(cache.count == 3)
    }

    @Test("one place is enough")
    func one() {
        let cache = Subject<Int>(seconds: 10, capacity: 1)
        for key in 0..<5 {
            cache.keep(key, for: key, at: at(0))
            #expect(cache.value(for: key, at: at(0)) == key)
            #expect(cache.value(for: key - 1, at: at(0)) == nil)
        }
    }

    @Test("does what a slow list would", arguments: 1...20 as ClosedRange<UInt64>)
    func model(seed: UInt64) {
        let random = SeededRandom(seed: seed)
        let capacity = Int(random.next() % 6) + 1
        let cache = Subject<UInt64>(seconds: 20, capacity: capacity)
        var list: [(key: UInt64, value: Int, until: Int)] = []
        for now in 0..<400 {
            let key = random.next() % 9
            let place = list.firstIndex { $0.key == key }
            if random.next() % 2 == 0 {
                let alive = place.flatMap { list[$0].until > now ? $0 : nil }
                #expect(cache.value(for: key, at: at(now)) == alive.map { list[$0].value })
                if let alive { list.append(list.remove(at: alive)) }
            } else {
                cache.keep(now, for: key, at: at(now))
                if let place { list.remove(at: place) }
                list.append((key, now, now + 20))
                if list.count > capacity { list.removeFirst() }
            }
            #expect(cache.count == list.count)
        }
    }
}
