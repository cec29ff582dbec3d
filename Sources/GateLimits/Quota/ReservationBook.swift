import GateCore
import Synchronization

/// Knows how far each exchange's reservation is, so that one that the ledger grants after
/// its exchange ended (the stage was cut off meanwhile) is not forgotten.
final class ReservationBook: Sendable {
    private enum Entry {
        /// The ledger was asked and has not answered.
        case asked
        /// The ledger answered: it may hold a reservation, or has none for sure.
        case answered(holds: Bool)
        /// The exchange ended before the answer.
        case ended(Outcome)
    }

    /// Two stages of one pipeline may both ask for one exchange.
    private struct Name: Hashable {
        let exchange: ExchangeID
        let stage: ObjectIdentifier
    }

    private let entries = Mutex<[Name: Entry]>([:])

    /// How many exchanges are not settled.
    var count: Int { entries.withLock { $0.count } }

    /// The exchanges that are still judged: their leases do not run out.
    var live: Set<ExchangeID> { entries.withLock { Set($0.keys.map(\.exchange)) } }

    /// The ledger is about to be asked.
    /// - Returns: whether it may be: not, when the exchange ended before.
    func open(_ exchange: ExchangeID, of stage: ObjectIdentifier) -> Bool {
        let name = Name(exchange: exchange, stage: stage)
        return entries.withLock { entries in
            guard entries.removeValue(forKey: name) == nil else { return false }
            entries[name] = .asked
            return true
        }
    }

    /// The ledger answered, or failed.
    /// - Parameter holds: whether it may hold a reservation now.
    /// - Returns: how the exchange ended, when it did so before: settle it now.
    func answer(_ exchange: ExchangeID, of stage: ObjectIdentifier, holds: Bool) -> Outcome? {
        let name = Name(exchange: exchange, stage: stage)
        return entries.withLock { entries in
            if case .ended(let outcome) = entries[name] {
                entries[name] = nil
                return holds ? outcome : nil
            }
            entries[name] = .answered(holds: holds)
            return nil
        }
    }

    /// The exchange ended.
    /// - Returns: whether to settle it now; if not, whoever waits for the ledger will.
    func end(_ exchange: ExchangeID, of stage: ObjectIdentifier, _ outcome: Outcome) -> Bool {
        let name = Name(exchange: exchange, stage: stage)
        return entries.withLock { entries in
            if case .answered(let holds) = entries.removeValue(forKey: name) { return holds }
            entries[name] = .ended(outcome)
            return false
        }
    }
}
