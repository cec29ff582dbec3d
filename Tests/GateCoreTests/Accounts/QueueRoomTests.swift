import GateCore
import GateTestKit
import Testing

@Suite("The room of the queue")
struct QueueRoomTests {
    @Test("of one account is its slots and its places to wait", arguments: 0..<8)
    func oneAccount(inPlace: Int) {
        let room = QueueRoom(slots: 3, waiting: 2)
        let working = min(inPlace, 3)
        let admission = room.admission(
            to: TaskPlace(nil),
            taken: [TaskPlace(["default"]): working, TaskPlace(nil): inPlace - working])
        #expect(
            admission == (inPlace < 5 ? .admitted(position: max(0, inPlace - 2)) : .full))
    }

    @Test("of pinned tenants is that of their accounts, and they take none of another's")
    func pinned() {
        let room = QueueRoom([
            account("a", slots: 3, waiting: 10), account("b", slots: 3, waiting: 10),
        ])
        let taken = [TaskPlace(["a"]): 13]
        #expect(room.admission(to: TaskPlace(["a"]), taken: taken) == .full)
        #expect(room.admission(to: TaskPlace(["b"]), taken: taken) == .admitted(position: 0))
        #expect(room.admission(to: TaskPlace(nil), taken: taken) == .admitted(position: 0))
        #expect(room.capacity(of: TaskPlace(["a"])) == Capacity(slots: 3, waiting: 10))
        #expect(room.capacity(of: TaskPlace(nil)) == Capacity(slots: 6, waiting: 20))
    }

    @Test("leaves out parked accounts, with what only they may draw")
    func parked() {
        let room = QueueRoom([
            account("a", slots: 1, waiting: 1), account("p", .parked("401"), slots: 9, waiting: 9),
        ])
        let taken = [TaskPlace(["p"]): 18, TaskPlace(["a", "p"]): 1]
        #expect(room.admission(to: TaskPlace(nil), taken: taken) == .admitted(position: 1))
        #expect(room.admission(to: TaskPlace(["a"]), taken: taken) == .admitted(position: 1))
        #expect(room.admission(to: TaskPlace(["p"]), taken: [:]) == .full)
        #expect(QueueRoom([]).admission(to: TaskPlace(nil), taken: [:]) == .full)
    }

    @Test("gives new work no account of weight 0, and that one its follow-ups")
    func weightless() {
        let room = QueueRoom([
            account("a", slots: 1, waiting: 0), account("old", slots: 1, waiting: 1, weight: 0),
        ])
        let taken = [TaskPlace(["a"]): 1]
        #expect(room.admission(to: TaskPlace(nil), taken: taken) == .full)
        #expect(room.admission(to: TaskPlace(["old"]), taken: taken) == .admitted(position: 0))
    }

    @Test("takes the largest numbers for no limit, without overflow")
    func noLimit() {
        let room = QueueRoom([
            account("a", slots: .max, waiting: .max), account("b", slots: 1, waiting: .max),
        ])
        #expect(
            room.admission(to: TaskPlace(nil), taken: [TaskPlace(nil): 1_000_000])
                == .admitted(position: 0))
    }

    /// Whether all can have a place at once, by Hall's theorem over every set of accounts.
    private func isFeasible(_ taken: [TaskPlace: Int], _ places: [AccountID: Int]) -> Bool {
        let names = Array(places.keys)
        return (0..<(1 << names.count)).allSatisfy { bits in
            let set = Set(names.indices.filter { bits >> $0 & 1 == 1 }.map { names[$0] })
            let confined = taken.filter { ($0.key.accounts ?? Set(names)).isSubset(of: set) }
            return confined.values.reduce(0, +) <= set.compactMap { places[$0] }.reduce(0, +)
        }
    }

    @Test("is full exactly when not all could have a place, for sets that nest", arguments: 0..<200)
    func exactness(seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        let places = Dictionary(
            uniqueKeysWithValues: (["a", "b", "c", "d"] as [AccountID]).map {
                ($0, 1 + below(3, random))
            })
        let room = QueueRoom(
            places.map { account($0.key, slots: 1, waiting: $0.value - 1) })
        let sets = [nil, ["a"], ["b"], ["a", "b"], ["c"], ["a", "b", "c"], ["d"]].map {
            TaskPlace($0.map(Set.init))
        }
        var taken: [TaskPlace: Int] = [:]
        for _ in 0..<30 {
            let place = sets[below(sets.count, random)]
            let isTaken = room.admission(to: place, taken: taken) != .full
            #expect(
                isTaken == isFeasible(taken.merging([place: 1], uniquingKeysWith: +), places))
            if isTaken { taken[place, default: 0] += 1 }
        }
    }

    @Test("is kept by names, in whatever order they come")
    func text() {
        #expect(TaskPlace(["b", "a"]).text == "a,b")
        for place in [TaskPlace(nil), TaskPlace(["a"]), TaskPlace(["a", "b-2"])] {
            #expect(TaskPlace(text: place.text) == place)
        }
    }

    private func below(_ end: Int, _ random: SeededRandom) -> Int {
        Int(random.next() % UInt64(end))
    }

    private func account(
        _ id: AccountID, _ health: AccountHealth = .connected, slots: Int, waiting: Int,
        weight: Int = 1
    ) -> AccountStanding {
        AccountStanding(
            id: id, health: health, capacity: Capacity(slots: slots, waiting: waiting),
            weight: weight)
    }
}
