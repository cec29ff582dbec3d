import GateCore
import GateTasks
import GateTestKit
import Testing

@Suite("Least busy account")
struct LeastBusyTests {
    @Test("chooses the account with the fewest tasks for its slots")
    func leastBusy() {
        let accounts = LeastBusy([
            account("a", slots: 3, load: 2), account("b", slots: 12, load: 3),
            account("c", slots: 3, load: 1),
        ])
        #expect(accounts.choice(for: .any) == .account("b"))
    }

    @Test("gives an account of twice the weight twice the work")
    func weights() {
        var loads: [AccountID: Int] = ["a": 0, "b": 0]
        for _ in 0..<30 {
            let accounts = LeastBusy([
                account("a", slots: 50, weight: 1, load: loads["a"] ?? 0),
                account("b", slots: 50, weight: 2, load: loads["b"] ?? 0),
            ])
            guard case .account(let id) = accounts.choice(for: .any) else { return }
            loads[id, default: 0] += 1
        }
        #expect(loads == ["a": 10, "b": 20])
    }

    @Test("passes over parked accounts, and says why when all are parked")
    func parked() {
        let parked = [
            account("b", .parked("403: no access"), load: 0),
            account("a", .parked("401: token refused"), load: 0),
        ]
        let busy = account("c", slots: 3, load: 2)
        #expect(LeastBusy(parked + [busy]).choice(for: .any) == .account("c"))
        #expect(
            LeastBusy(parked).choice(for: .any)
                == .parked(["401: token refused", "403: no access"]))
    }

    @Test("prefers an account whose session stands, and uses a connecting one before it refuses")
    func connecting() {
        let connecting = account("a", .connecting, slots: 3, load: 0)
        let busy = account("b", slots: 3, waiting: 2, load: 4)
        let full = account("b", slots: 3, waiting: 2, load: 5)
        #expect(LeastBusy([connecting, busy]).choice(for: .any) == .account("b"))
        #expect(LeastBusy([connecting, full]).choice(for: .any) == .account("a"))
    }

    @Test("is full when no account has a slot or a place to wait")
    func full() {
        let accounts = LeastBusy([
            account("a", slots: 2, waiting: 1, load: 3), account("b", slots: 1, load: 1),
            account("c", .parked("401")),
        ])
        #expect(accounts.choice(for: .any) == .full)
    }

    @Test("keeps a pinned tenant to its accounts, and never takes an empty list for all")
    func pinned() {
        let accounts = LeastBusy([
            account("a", load: 0), account("b", slots: 1, waiting: 1, load: 1),
            account("c", .parked("401")),
        ])
        #expect(accounts.choice(for: .pinned(["b"])) == .account("b"))
        #expect(accounts.choice(for: .pinned(["c"])) == .parked(["401"]))
        #expect(accounts.choice(for: .pinned([])) == .none)
        #expect(accounts.choice(for: .pinned(["gone"])) == .none)
    }

    @Test("sends a follow-up to the owner only: parked, full or gone, never to another")
    func owner() {
        let idle = account("a", load: 0)
        func choice(_ owner: AccountStanding?) -> AccountChoice {
            LeastBusy([idle] + (owner.map { [$0] } ?? [])).choice(for: .owner("b"))
        }
        #expect(choice(account("b", slots: 3, load: 2)) == .account("b"))
        #expect(choice(account("b", .parked("401"))) == .parked(["401"]))
        #expect(choice(account("b", slots: 1, load: 1)) == .full)
        #expect(choice(nil) == .none)
    }

    @Test("gives an account of weight zero nothing new, and still its follow-ups")
    func retiring() {
        let accounts = LeastBusy([account("a", weight: 0), account("b", slots: 1, load: 1)])
        #expect(accounts.choice(for: .any) == .full)
        #expect(accounts.choice(for: .pinned(["a"])) == .none)
        #expect(accounts.choice(for: .owner("a")) == .account("a"))
    }

    @Test("takes the largest numbers for no limit, without overflow")
    func noLimit() {
        #expect(
            LeastBusy([account("a", slots: .max, waiting: .max)]).choice(for: .any) == .account("a")
        )
    }

    @Test("chooses the same whatever order the accounts come in, and only what may be chosen")
    func properties() {
        let random = SeededRandom(seed: 20)
        for _ in 0..<500 {
            let standings = (0..<6).map { index in
                account(
                    AccountID("a\(index)"), random.fraction() < 0.3 ? .parked("401") : .connected,
                    slots: 1 + Int(random.fraction() * 4), waiting: Int(random.fraction() * 3),
                    weight: Int(random.fraction() * 3), load: Int(random.fraction() * 6))
            }
            let choice = LeastBusy(standings).choice(for: .any)
            #expect(LeastBusy(standings.reversed()).choice(for: .any) == choice)
            guard case .account(let id) = choice else { continue }
            let chosen = standings.first { $0.id == id }
            #expect(chosen?.health == .connected)
            #expect((chosen?.weight ?? 0) > 0)
            #expect(
                (chosen?.load ?? .max)
                    < (chosen.map { $0.capacity.slots + $0.capacity.waiting } ?? 0))
        }
    }

    private func account(
        _ id: AccountID, _ health: AccountHealth = .connected, slots: Int = 3, waiting: Int = 0,
        weight: Int = 1, load: Int = 0
    ) -> AccountStanding {
        AccountStanding(
            id: id, health: health, capacity: Capacity(slots: slots, waiting: waiting),
            weight: weight, load: load)
    }
}
