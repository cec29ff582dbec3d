import GateCore

/// Remembers values for a time, and a number of them: the one not asked for the longest goes
/// first. Every operation takes the same time, however many there are.
struct RecentCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let key: Key
        var value: Value
        var until: Instant
        /// Places of the neighbours, by when they were asked for; -1 for none.
        var newer: Int
        var older: Int
    }

    private let ttl: Duration
    private let capacity: Int
    private var entries: [Entry] = []
    private var places: [Key: Int] = [:]
    private var newest = -1
    private var oldest = -1

    /// - Parameters:
    ///   - ttl: how long a value counts.
    ///   - capacity: how many are kept, at least one.
    init(ttl: Duration, capacity: Int) {
        self.ttl = ttl
        self.capacity = max(1, capacity)
    }

    /// How many are kept, those included that do not count any more.
    var count: Int { places.count }

    /// The value kept for `key`, where it still counts.
    mutating func value(for key: Key, at now: Instant) -> Value? {
        guard let place = places[key], now < entries[place].until else { return nil }
        moveToFront(place)
        return entries[place].value
    }

    /// Keeps a value.
    mutating func keep(_ value: Value, for key: Key, at now: Instant) {
        let until = now + ttl
        if let place = places[key] {
            entries[place].value = value
            entries[place].until = until
            return moveToFront(place)
        }
        let entry = Entry(key: key, value: value, until: until, newer: -1, older: -1)
        let place = room()
        if place == entries.count { entries.append(entry) } else { entries[place] = entry }
        places[key] = place
        linkAtFront(place)
    }

    /// A place for one more: a new one, or that of the value which goes.
    private mutating func room() -> Int {
        guard entries.count == capacity else { return entries.count }
        let place = oldest
        unlink(place)
        places[entries[place].key] = nil
        return place
    }

    private mutating func moveToFront(_ place: Int) {
        guard place != newest else { return }
        unlink(place)
        linkAtFront(place)
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (entries[place].newer, entries[place].older)
        if newer >= 0 { entries[newer].older = older } else { newest = older }
        if older >= 0 { entries[older].newer = newer } else { oldest = newer }
    }

    private mutating func linkAtFront(_ place: Int) {
        entries[place].newer = -1
        entries[place].older = newest
        if newest >= 0 { entries[newest].newer = place } else { oldest = place }
        newest = place
    }
}
