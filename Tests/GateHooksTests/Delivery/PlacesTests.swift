import GateCore
import Testing

@testable import GateHooks

extension Places {
    /// Tries to take a place for each, in order.
    fileprivate mutating func take(each receivers: String...) -> [Bool] {
        receivers.map { take(Receiver($0)) }
    }
}

extension Receiver {
    /// The one receiver of a tenant of that name.
    fileprivate init(_ name: String) { self.init(tenant: TenantID(name), origin: "\(name):443") }
}

@Suite struct PlacesTests {
    @Test("a tenant's dead receiver takes no place from another tenant at the same host")
    func sharedHost() {
        var places = Places(total: 8, perReceiver: 4)
        let dead = Receiver(tenant: "dead", origin: "hooks.test:443")
        let alive = Receiver(tenant: "alive", origin: "hooks.test:443")
        let first = [places.take(alive), places.take(dead)]
        #expect(first == [true, true])
        places.giveBack(alive, succeeded: true)
        places.giveBack(dead, succeeded: false)
        let taken = [dead, alive, alive, alive, alive, alive].map { places.take($0) }
        #expect(taken == [true, true, true, true, true, false])
    }

    @Test("many dead receivers of one tenant have two places together")
    func manyReceivers() {
        var places = Places(total: 64, perReceiver: 4)
        let taken = (0..<30).filter { places.take(Receiver(tenant: "t", origin: "h\($0):80")) }
        #expect(taken.count == Places.strangersPerTenant)
        let other = places.take(Receiver("other"))
        #expect(other)
    }

    @Test("one tenant has no more than its share, however many receivers take its webhooks")
    func share() {
        var places = Places(total: 64, perReceiver: 4)
        let receivers = (0..<5).map { Receiver(tenant: "t", origin: "h\($0):80") }
        for receiver in receivers {
            _ = places.take(receiver)
            places.giveBack(receiver, succeeded: true)
        }
        let taken = (receivers + receivers + receivers).filter { places.take($0) }
        #expect(taken.count == Places.perTenant)
        for receiver in taken { places.giveBack(receiver, succeeded: true) }
        #expect(places.taken == 0)
    }

    @Test("a new receiver has one place until it takes something")
    func stranger() {
        var places = Places(total: 10, perReceiver: 3)
        let first = places.take(each: "a", "a")
        #expect(first == [true, false])
        places.giveBack(Receiver("a"), succeeded: true)
        let later = places.take(each: "a", "a", "a", "a", "b")
        #expect(later == [true, true, true, false, true])
    }

    @Test("a receiver that fails falls back to one place")
    func fallen() {
        var places = Places(total: 10, perReceiver: 3)
        _ = places.take(each: "a")
        places.giveBack(Receiver("a"), succeeded: true)
        let trusted = places.take(each: "a", "a")
        #expect(trusted == [true, true])
        places.giveBack(Receiver("a"), succeeded: false)
        let oneOut = places.take(each: "a")
        #expect(oneOut == [false])
        places.giveBack(Receiver("a"), succeeded: false)
        let noneOut = places.take(each: "a", "a")
        #expect(noneOut == [true, false])
    }

    @Test("dead receivers together leave half of the places to the living")
    func dead() {
        var places = Places(total: 8, perReceiver: 4)
        _ = places.take(each: "alive")
        places.giveBack(Receiver("alive"), succeeded: true)
        let dead = (0..<20).map { "dead\($0)" }.filter { places.take(Receiver($0)) }
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
            places.giveBack(Receiver(name), succeeded: true)
        }
        let taken = ["a", "b", "a", "b", "a", "b"].filter { places.take(Receiver($0)) }
        #expect(taken.count == 4)
        for name in taken { places.giveBack(Receiver(name), succeeded: true) }
        #expect(places.taken == 0)
    }
}
