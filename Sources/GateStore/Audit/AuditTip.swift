import Foundation
import GRDB
import GateCore
import Synchronization

/// The number and the link of the last record.
///
/// They stand in the database, and while a group of writes shares a transaction here: to read
/// and to write them for each record was a twelfth of what keeping it cost.
final class AuditTip: GroupMemory {
    /// What the last record has.
    typealias Value = (sequence: Int64, link: Data)

    private struct State {
        var isOpen = false
        var value: Value?
        var isChanged = false
    }

    private let state = Mutex(State())

    /// Of the last record, those of the transaction included.
    /// - Throws: `StoreError.unavailable` when the database has none.
    func value(_ db: Database) throws -> Value {
        if let value = state.withLock({ $0.value }) { return value }
        let value = try Self.stored(db)
        state.withLock { if $0.isOpen { $0.value = value } }
        return value
    }

    /// Notes a record that was added.
    func advance(to value: Value, _ db: Database) throws {
        let isHeld = state.withLock { state in
            guard state.isOpen else { return false }
            (state.value, state.isChanged) = (value, true)
            return true
        }
        if !isHeld { try Self.store(value, db) }
    }

    func open() { state.withLock { $0.isOpen = true } }

    func flush(_ db: Database) throws {
        let value = state.withLock { $0.isChanged ? $0.value : nil }
        if let value { try Self.store(value, db) }
    }

    func close() { state.withLock { $0 = State() } }

    private static func stored(_ db: Database) throws -> Value {
        let statement = try db.cachedStatement(sql: "SELECT sequence, link FROM audit_chain")
        guard let row = try Row.fetchOne(statement) else {
            throw StoreError(.unavailable, "the state of the audit chain is missing")
        }
        return (row["sequence"], row["link"])
    }

    private static func store(_ value: Value, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE audit_chain SET sequence = ?, link = ?")
            .execute(arguments: [value.sequence, value.link])
    }
}
