import Testing

@testable import GateHooks

extension Places {
    /// Tries to take a place for each, in order.
    fileprivate mutating func take(each receivers: String...) -> [Bool] {
        receivers.map { take($0) }
    }
}

@Suite struct PlacesTests {
    @Test("a new receiver has one place until it takes something")
    func stranger() {
        var places = Places(total: 10, perReceiver: 3)
        let first = places.take(each: "a", "a")
        #expect(first == [true, false])
        places.giveBack("a", succeeded: true)
        let later = places.take(each: "a", "a", "a", "a", "b")
        #expect(later == [true, true, true, false, true])
    }

    @Test("a receiver that fails falls back to one place")
    func fallen() {
        var places = Places(total: 10, perReceiver: 3)
        _ = places.take(each: "a")
        places.giveBack("a", succeeded: true)
        let trusted = places.take(each: "a", "a")
        #expect(trusted == [true, true])
        places.giveBack("a", succeeded: false)
        let oneOut = places.take(each: "a")
        #expect(oneOut == [false])
        places.giveBack("a", succeeded: false)
        let noneOut = places.take(each: "a", "a")
        #expect(noneOut == [true, false])
    }

    @Test("dead receivers together leave half of the places to the living")
    func dead() {
        var places = Places(total: 8, perReceiver: 4)
        _ = places.take(each: "alive")
        places.giveBack("alive", succeeded: true)
        let dead = (0..<20).map { "dead\($0)" }.filter { places.take($0) }
        #expect(dead.count == 4)
        let alive = places.take(each: "alive", "alive", "alive", "alive")
        #expect(alive == [true, true, true, true])
        #expect(places.isFull)
    }

    @Test("no more places than there are, and all come back")
    func total() {
        var places = Places(total: 4, perReceiver: 4)
        for name in ["a", "b"] {
            _ = places.take(each: name)
            places.giveBack(name, succeeded: true)
        }
        let taken = ["a", "b", "a", "b", "a", "b"].filter { places.take($0) }
        #expect(taken.count == 4)
        for name in taken { places.giveBack(name, succeeded: true) }
        #expect(places.taken == 0)
    }
}
