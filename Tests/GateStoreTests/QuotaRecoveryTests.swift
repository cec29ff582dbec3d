import GateCore
import GateStore
import GateTestKit
import Testing

@Suite("Quota after a crash")
struct QuotaRecoveryTests {
    private static let window = QuotaSample.day()

    private func reserve(
        _ store: SQLiteStore, _ exchange: ExchangeID, limit: Int = 3
    ) async throws -> QuotaReservation {
        let charges = [Self.window, QuotaSample.rolling(24)].map {
            QuotaWish.Charge(window: $0, limit: limit)
        }
        return try await store.reserve(QuotaSample.wish(exchange, charges))
    }

    private func admit(_ store: SQLiteStore, _ task: TaskRecord) async throws {
        _ = try await store.admit(
            task, audit: Sample.audit(accepting: task), overflow: Sample.audit(overflowing: task),
            room: QueueRoom(slots: 1000, waiting: 0))
    }

    private func tally(_ store: SQLiteStore) async throws -> QuotaTally {
        let tallies = try await store.tallies(
            of: [Self.window, QuotaSample.rolling(24)], at: Sample.start)
        #expect(tallies[0].spent == tallies[1].spent && tallies[0].reserved == tallies[1].reserved)
        return tallies[0]
    }

    @Test("keeps the units of tasks, and gives back those of calls that were cut off")
    func settlesReservations() async throws {
        let directory = try TemporaryDirectory()
        let task = Sample.task("t1", of: "a")
        do {
            let store = try SQLiteStore(directory)
            for exchange in [task.exchange, "cut off"] { _ = try await reserve(store, exchange) }
            try await admit(store, task)
        }
        let beside = try SQLiteStore(directory, exclusive: false)
        #expect(try await tally(beside).reserved == 2, "a command settles nothing")
        try beside.close()
        let store = try SQLiteStore(directory)
        #expect(try await tally(store).reserved == 1)
        for exchange in [task.exchange, "cut off"] { try await store.refund(exchange) }
        #expect(try await tally(store).reserved == 1, "the task's own stays")
        let sent = try task.after(.dispatching)
        try await store.change(sent, notices: [])
        try await store.change(
            try sent.after(.finished(Sample.result(message: "m"))), notices: [])
        #expect(try await tally(store) == QuotaTally(spent: 1))
        try store.close()
    }

    @Test("random schedules with crashes never exceed the limit and leak nothing", arguments: 1...3)
    func survivesCrashes(seed: UInt64) async throws {
        let directory = try TemporaryDirectory()
        let random = SeededRandom(seed: seed)
        var open: [TaskRecord] = []
        var spent = 0
        var number = 0
        for life in 0..<6 {
            // What the process before had in hand is lost with it, reservations half way too.
            let store = try SQLiteStore(directory)
            #expect(try await tally(store) == expected(spent, open), "life \(life), seed \(seed)")
            for _ in 0..<(10 + random.next() % 20) {
                switch random.next() % 5 {
                case 0, 1:
                    number += 1
                    let task = Sample.task(TaskID("t\(number)"), of: "a")
                    guard case .reserved = try await reserve(store, task.exchange, limit: 12) else {
                        #expect(spent + open.count <= 12)
                        continue
                    }
                    // Killed, refused or accepted after the reservation.
                    let fate = random.next() % 3
                    if fate == 0 { try await store.refund(task.exchange) }
                    guard fate == 1 else { continue }
                    try await admit(store, task)
                    open.append(task)
                default:
                    guard !open.isEmpty else { continue }
                    let task = open.remove(at: Int(random.next() % UInt64(open.count)))
                    let isGood = random.next() % 3 == 0
                    spent += isGood ? 1 : 0
                    try await end(store, task, well: isGood)
                }
                let tally = try await tally(store)
                #expect(tally.spent + tally.reserved <= 12)
                #expect(tally.spent == spent)
            }
            if random.next() % 2 == 0 { try store.close() }
        }
        let store = try SQLiteStore(directory)
        for task in open { try await end(store, task, well: false) }
        #expect(try await tally(store) == QuotaTally(spent: spent), "nothing leaks, seed \(seed)")
        try store.close()
    }

    private func expected(_ spent: Int, _ open: [TaskRecord]) -> QuotaTally {
        QuotaTally(spent: spent, reserved: open.count)
    }

    private func end(_ store: SQLiteStore, _ task: TaskRecord, well: Bool) async throws {
        let sent = try task.after(.dispatching)
        try await store.change(sent, notices: [])
        let event: TaskEvent =
            well
            ? .finished(Sample.result(message: "m-\(task.id)"))
            : .failed(TaskFailure(.upstreamRefused, "no"), nil)
        try await store.change(try sent.after(event), notices: [])
    }

    @Test("64 callers at once on disk get exactly the limit of every window")
    func exactOnDisk() async throws {
        let store = try SQLiteStore(try TemporaryDirectory())
        let admitted = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<64 {
                group.addTask {
                    var count = 0
                    for call in 0..<8 {
                        let exchange = ExchangeID("\(caller)-\(call)")
                        let answer = try await reserve(store, exchange, limit: 100)
                        if case .reserved = answer { count += 1 }
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(admitted == 100)
        #expect(try await tally(store).reserved == 100)
        try store.close()
    }
}
