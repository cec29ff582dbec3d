import NIOCore
import Testing

@testable import GateHTTP

@Suite("Watching a connection")
struct ConnectionWatchTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    @Test("a request that comes in whole before its answer is passed on")
    func plain() {
        var watch = ConnectionWatch()
        #expect(watch.deadline == nil)
        #expect(watch.head(at: start) == .pass)
        #expect(watch.body(10) == .pass)
        #expect(watch.end() == .pass)
        #expect(!watch.isAnswerEarly)
        watch.answered(at: start)
        #expect(!watch.isLingering)
        #expect(watch.deadline == nil)
    }

    @Test("a body gets more time the more of it came, so a drip is cut and a slow line is not")
    func bodyDeadline() {
        var watch = ConnectionWatch()
        _ = watch.head(at: start)
        #expect(watch.deadline == start + .seconds(20))
        _ = watch.body(100)
        #expect(watch.deadline == start + .seconds(20))
        _ = watch.body(10 * 32 << 10)
        #expect(watch.deadline == start + .seconds(30))
        _ = watch.end()
        #expect(watch.deadline == nil)
    }

    @Test("the rest of an answered request is dropped, and its end ends the connection")
    func linger() {
        var watch = ConnectionWatch()
        _ = watch.head(at: start)
        _ = watch.body(10)
        #expect(watch.isAnswerEarly)
        watch.answered(at: start + .seconds(1))
        #expect(watch.isLingering)
        #expect(watch.deadline == start + .seconds(11))
        #expect(watch.body(1 << 20) == .drop)
        #expect(watch.end() == .close)
    }

    @Test("the rest of an answered request is read up to a cap only")
    func lingerCap() {
        var watch = ConnectionWatch()
        _ = watch.head(at: start)
        watch.answered(at: start)
        #expect(watch.body(128 << 20) == .drop)
        #expect(watch.body(1) == .close)
    }

    @Test("requests that wait behind another are no early answers")
    func pipelining() {
        var watch = ConnectionWatch()
        _ = watch.head(at: start)
        _ = watch.end()
        _ = watch.head(at: start)
        #expect(!watch.isAnswerEarly)
        watch.answered(at: start)
        #expect(!watch.isLingering)
        #expect(watch.isAnswerEarly)
    }

    @Test("an answer that is not fetched has its time, from the first stall on")
    func stall() {
        var watch = ConnectionWatch()
        watch.writable(false, at: start)
        watch.writable(false, at: start + .seconds(30))
        #expect(watch.deadline == start + .seconds(60))
        watch.writable(true, at: start + .seconds(31))
        #expect(watch.deadline == nil)
    }
}
