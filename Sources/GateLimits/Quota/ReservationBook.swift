import GateCore
import Synchronization

/// Knows how far each exchange's reservation is, so that one that the ledger grants after
/// its exchange ended (the stage was cut off meanwhile) is not forgotten.
final class ReservationBook: Sendable {
    private enum Entry {
        /// The ledger was asked and has not answered.
        case asked
        /// The ledger answered: it may hold a reservation.
        case answered
        /// The exchange ended before the answer.
        case ended(Outcome)
    }

    private let entries = Mutex<[ExchangeID: Entry]>([:])

    /// How many exchanges are not settled.
    var count: Int { entries.withLock { $0.count } }

    /// The ledger is about to be asked.
    /// - Returns: whether it may be: not, when the exchange ended before.
    func open(_ exchange: ExchangeID) -> Bool {
        entries.withLock { entries in
            guard entries.removeValue(forKey: exchange) == nil else { return false }
            entries[exchange] = .asked
            return true
        }
    }

    /// The ledger answered, or failed.
    /// - Returns: how the exchange ended, when it did so before: settle it now.
    func answer(_ exchange: ExchangeID) -> Outcome? {
        entries.withLock { entries in
            if case .ended(let outcome) = entries[exchange] {
                entries[exchange] = nil
                return outcome
            }
            entries[exchange] = .answered
            return nil
        }
    }

    /// The exchange ended.
    /// - Returns: whether to settle it now; if not, whoever waits for the ledger will.
    func end(_ exchange: ExchangeID, _ outcome: Outcome) -> Bool {
        entries.withLock { entries in
            if case .answered = entries.removeValue(forKey: exchange) { return true }
            entries[exchange] = .ended(outcome)
            return false
        }
    }
}
