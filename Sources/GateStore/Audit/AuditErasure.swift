import Foundation
import GRDB
import GateCore

/// Takes texts, or all of a record, out of the audit log and leaves a sealed note of it, so
/// that whoever verifies can tell an erasure from a loss. The chain holds on to digests,
/// which stay.
struct AuditErasure: Sendable {
    /// The code of an erasure covers this.
    static func parts(
        _ sequence: Int64, _ digest: Data, _ part: ErasureOrder.Part, _ at: Int64
    ) -> [Data] {
        [
            Data(bigEndian: sequence), digest, Data(part.rawValue.utf8), Data(bigEndian: at),
        ]
    }

    /// What a record that was erased whole has in place of its id.
    static func erasedID(_ sequence: Int64) -> String { "erased-\(sequence)" }

    let part: ErasureOrder.Part
    let sealer: AuditSealer

    /// Erases what `sequences` have left of it.
    func perform(_ sequences: [Int64], _ db: Database) throws {
        let at = sealer.time.wall().milliseconds
        for sequence in sequences { try erase(sequence, at, db) }
    }

    private func erase(_ sequence: Int64, _ at: Int64, _ db: Database) throws {
        let known = try db.cachedStatement(sql: "SELECT digest FROM audit WHERE sequence = ?")
        guard let digest = try Data.fetchOne(known, arguments: [sequence]) else { return }
        try db.cachedStatement(sql: "DELETE FROM audit_texts WHERE sequence = ?")
            .execute(arguments: [sequence])
        if part == .records { try blank(sequence, db) }
        let seal = sealer.keys.current.code(.erasure, Self.parts(sequence, digest, part, at))
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO audit_erasures (sequence, part, at, seal)
                VALUES (?, ?, ?, ?)
                """
        ).execute(arguments: [sequence, part.rawValue, at, seal])
    }

    private func blank(_ sequence: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM audit_matches WHERE audit = ?")
            .execute(arguments: [sequence])
        try db.cachedStatement(
            sql: """
                UPDATE audit SET id = ?, at = 0, tenant = '', action = '', outcome = '',
                    record = ?, commitment = x'', kind = NULL, end_user = NULL, deed = NULL
                WHERE sequence = ?
                """
        ).execute(arguments: [Self.erasedID(sequence), AuditRow.erasedRecord, sequence])
    }
}
