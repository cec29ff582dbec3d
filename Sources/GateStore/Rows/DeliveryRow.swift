import GRDB
import GateCore

/// A kept webhook as its row has it, for those who look at it.
enum DeliveryRow {
    /// The columns that `record` reads.
    static let columns = "record, state, attempts, next_at, settled_at, error"

    static func record(_ row: Row) throws -> DeliveryRecord {
        let state = DeliveryState(rawValue: row["state"]) ?? .failed
        let isOpen = state == .pending || state == .waiting
        return DeliveryRecord(
            notice: try StoredJSON.value(Notice.self, from: row["record"]), state: state,
            attempts: row["attempts"], nextAt: isOpen ? time(row["next_at"]) : nil,
            settledAt: time(row["settled_at"]), error: row["error"])
    }

    /// A time that may be missing.
    static func time(_ milliseconds: Int64?) -> Timestamp? {
        milliseconds.map(Timestamp.init(milliseconds:))
    }
}
