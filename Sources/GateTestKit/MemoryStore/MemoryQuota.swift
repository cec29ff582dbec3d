import GateCore

/// Everything that was ever reserved and not given back, as a plain list: slow, and so
/// simple that a faster ledger can be held against it.
struct MemoryQuota {
    /// A window by its name, however its ends are known.
    private struct Name: Hashable {
        let tenant: TenantID
        let key: KeyID?
        let kind: String
        let date: Timestamp

        init(_ window: QuotaWindow) {
            (tenant, key, kind, date) = (window.tenant, window.key, window.kind, window.date)
        }
    }

    private struct Entry {
        let name: Name
        let exchange: ExchangeID?
        let task: TaskID?
        /// Below zero for a grant.
        let units: Int
        let at: Timestamp
        /// Nil once its task decides.
        var leaseUntil: Timestamp?
        var isOpen: Bool
    }

    private var entries: [Entry] = []

    mutating func reserve(_ wish: QuotaWish) -> QuotaReservation {
        let isThere = entries.contains { entry in
            entry.isOpen
                && (entry.exchange == wish.exchange
                    || (wish.task != nil && entry.task == wish.task))
        }
        let short = wish.charges.filter { left(of: $0, wish.at) < $0.units }
        if !isThere,
            let shortage = short.map({ shortage($0, wish.at) }).max(by: { $0.freeAt < $1.freeAt })
        {
            return .spent(shortage)
        }
        if !isThere {
            entries += wish.charges.map { charge in
                Entry(
                    name: Name(charge.window), exchange: wish.exchange, task: wish.task,
                    units: charge.units, at: wish.at, leaseUntil: wish.leaseUntil, isOpen: true)
            }
        }
        return .reserved(remaining: wish.charges.map { max(0, left(of: $0, wish.at)) }.min() ?? 0)
    }

    mutating func settle(_ exchange: ExchangeID, task: TaskID?, _ ending: QuotaEnding) {
        func isMeant(_ entry: Entry) -> Bool {
            entry.isOpen
                && (entry.exchange == exchange || (task != nil && entry.task == task))
        }
        switch ending {
        case .refund: entries.removeAll(where: isMeant)
        case .commit:
            for place in entries.indices where isMeant(entries[place]) {
                entries[place].isOpen = false
            }
        }
    }

    /// As the store's own `refund`: a task's reservation is the task's to end.
    mutating func refund(_ exchange: ExchangeID, _ tasks: [TaskRecord]) {
        guard task(of: exchange, tasks) == nil else { return }
        settle(exchange, task: nil, .refund)
    }

    mutating func expire(
        at now: Timestamp, sparing live: Set<ExchangeID>, _ tasks: [TaskRecord]
    ) -> Int {
        let left = entries.filter { $0.isOpen && ($0.leaseUntil ?? now + .seconds(1)) <= now }
        var returned = 0
        for exchange in Set(left.compactMap(\.exchange)) {
            if let task = task(of: exchange, tasks) {
                keepOrSettle(exchange, task)
            } else if !live.contains(exchange) {
                settle(exchange, task: nil, .refund)
                returned += 1
            }
        }
        return returned
    }

    func tally(_ window: QuotaWindow, _ now: Timestamp) -> QuotaTally {
        let counted = counted(window, now)
        let used = counted.filter { $0.units > 0 }
        let newest = window.rollingSpan.flatMap { span in used.map { $0.at + span }.max() }
        return QuotaTally(
            spent: used.filter { !$0.isOpen }.reduce(0) { $0 + $1.units },
            reserved: used.filter(\.isOpen).reduce(0) { $0 + $1.units },
            granted: counted.reduce(0) { $0 - min($1.units, 0) }, clearAt: newest)
    }

    mutating func grant(_ units: Int, _ window: QuotaWindow, _ now: Timestamp) {
        entries.append(
            Entry(
                name: Name(window), exchange: nil, task: nil, units: -units, at: now,
                leaseUntil: nil, isOpen: false))
    }

    mutating func reset(_ windows: [QuotaWindow]) {
        let names = Set(windows.map(Name.init))
        entries.removeAll { names.contains($0.name) && !$0.isOpen && $0.units > 0 }
    }

    private mutating func keepOrSettle(_ exchange: ExchangeID, _ task: TaskRecord) {
        if let ending = task.quotaEnding { return settle(exchange, task: nil, ending) }
        for place in entries.indices where entries[place].exchange == exchange {
            entries[place].leaseUntil = nil
        }
    }

    private func task(of exchange: ExchangeID, _ tasks: [TaskRecord]) -> TaskRecord? {
        let named = entries.first { $0.exchange == exchange }?.task
        return tasks.first { $0.exchange == exchange || $0.id == named }
    }

    private func counted(_ window: QuotaWindow, _ now: Timestamp) -> [Entry] {
        let name = Name(window)
        return entries.filter { entry in
            guard entry.name == name else { return false }
            guard let span = window.rollingSpan else { return true }
            return entry.at + span > now
        }
    }

    private func left(of charge: QuotaWish.Charge, _ now: Timestamp) -> Int {
        charge.limit - counted(charge.window, now).reduce(0) { $0 + $1.units }
    }

    private func shortage(_ charge: QuotaWish.Charge, _ now: Timestamp) -> QuotaShortage {
        switch charge.window.extent {
        case .calendar(let span): return QuotaShortage(charge: charge, freeAt: span.end)
        case .rolling:
            let span = charge.window.rollingSpan ?? .zero
            let moments = counted(charge.window, now).map { $0.at + span }.sorted()
            let free = moments.first { left(of: charge, $0) >= charge.units }
            return QuotaShortage(charge: charge, freeAt: free ?? now + span)
        }
    }
}
