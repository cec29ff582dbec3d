import GateCore
import GateTestKit
import Testing

@Suite("Snowflakes")
struct SnowflakeSourceTests {
    private func source(_ time: ManualTime, seed: UInt64 = 1) -> SnowflakeSource {
        SnowflakeSource(time: time, random: SeededRandom(seed: seed))
    }

    @Test("the upper bits are the milliseconds since 2015")
    func time() {
        let time = ManualTime(wall: stamp("2026-11-23T02:27:12.345Z"))
        let milliseconds = (source(time).next() >> 22) + SnowflakeSource.epoch
        #expect(Timestamp(milliseconds: milliseconds) == time.wall())
        #expect(Timestamp(milliseconds: SnowflakeSource.epoch) == stamp("2015-01-01"))
    }

    @Test("every one is larger than the last, wherever the clock is set")
    func monotonic() {
        let time = ManualTime()
        let random = SeededRandom(seed: 21)
        let source = source(time)
        var last: Int64 = 0
        for _ in 0..<10_000 {
            let next = source.next()
            #expect(next > last)
            last = next
            let jump = Int64(random.next() % 7_200_000) - 3_600_000
            if random.next() % 4 == 0 { time.setWall(time.wall() + .milliseconds(jump)) }
        }
    }

    @Test("a nonce fits Discord's 25 characters, from the first day to the last")
    func length() {
        for day in ["1970-01-01", "2015-01-01", "2026-11-23", "2084-01-01"] {
            let nonce = source(ManualTime(wall: stamp(day))).next()
            #expect(nonce > 0)
            #expect(String(nonce).count <= 25)
        }
    }

    @Test("more than four million in one millisecond run on into the next one's range")
    func overflow() {
        let time = ManualTime(wall: stamp("2026-11-23"))
        let source = source(time)
        var last = source.next()
        for _ in 0..<200_000 {
            let next = source.next()
            #expect(next == last + 1)
            last = next
        }
        time.advance(by: .milliseconds(1))
        #expect(source.next() > last)
    }

    @Test("callers at once never get the same one")
    func concurrency() async {
        let source = source(ManualTime())
        let all = await withTaskGroup(of: [Int64].self) { group in
            for _ in 0..<8 { group.addTask { (0..<1000).map { _ in source.next() } } }
            return await group.reduce(into: Set<Int64>()) { $0.formUnion($1) }
        }
        #expect(all.count == 8000)
    }

    @Test("two processes that start in the same millisecond differ")
    func seeds() {
        let time = ManualTime()
        #expect(source(time, seed: 1).next() != source(time, seed: 2).next())
    }
}
