import Synchronization

/// Instruments that were made, by what they measure: making one costs more than using it.
final class InstrumentShelf<Key: Hashable & Sendable, Instrument: Sendable>: Sendable {
    private let made = Mutex<[Key: Instrument]>([:])
    private let make: @Sendable (Key) -> Instrument

    /// - Parameter make: makes the instrument for a key.
    init(_ make: @escaping @Sendable (Key) -> Instrument) { self.make = make }

    /// The instrument for `key`. There are as many keys as label values, which are bounded.
    subscript(_ key: Key) -> Instrument {
        made.withLock { made in
            if let known = made[key] { return known }
            let fresh = make(key)
            made[key] = fresh
            return fresh
        }
    }
}
