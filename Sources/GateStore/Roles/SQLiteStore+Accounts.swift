import Foundation
import GRDB
import GateCore

extension SQLiteStore {
    /// The accounts that admins added, oldest first.
    /// - Parameter seal: opens them; without it all are shut.
    public func keptAccounts(_ seal: AccountSeal?) async throws -> [KeptAccount] {
        let rows = try await read { db in
            try Row.fetchAll(db, sql: "SELECT id, sealed FROM accounts ORDER BY sequence").map {
                (id: AccountID($0["id"] as String), sealed: $0["sealed"] as Data)
            }
        }
        return rows.map { row in
            // Why it does not open is one and the same: another key, or another hand.
            guard let draft = try? seal?.open(row.sealed, as: row.id) else { return .shut(row.id) }
            return .usable(draft)
        }
    }

    /// Keeps an account, in the place of the one with its name.
    public func keepAccount(_ draft: AccountDraft, _ seal: AccountSeal) async throws {
        let sealed = try seal.seal(draft)
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO accounts (id, sealed) VALUES (?, ?)
                    ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed
                    """, arguments: [draft.id.rawValue, sealed])
        }
    }

    /// Forgets an account; one that is not there is no fault.
    public func forgetAccount(_ id: AccountID) async throws {
        try await write { db in
            try db.execute(sql: "DELETE FROM accounts WHERE id = ?", arguments: [id.rawValue])
            try Self.forgetParking(id, db)
        }
    }

    /// Those that admins parked.
    public func parkings() async throws -> [AccountID: AccountParking] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT id, reason, since FROM parked_accounts").reduce(
                into: [:]
            ) {
                $0[AccountID($1[0] as String)] = AccountParking(
                    reason: $1[1], since: Timestamp(milliseconds: $1[2]))
            }
        }
    }

    /// Keeps that an admin parked an account, in the place of what was kept of it.
    public func keepParking(_ id: AccountID, _ parking: AccountParking) async throws {
        try await write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO parked_accounts (id, reason, since) VALUES (?, ?, ?)",
                arguments: [id.rawValue, parking.reason, parking.since.milliseconds])
        }
    }

    /// Forgets that an admin parked an account; one that is not parked is no fault.
    public func forgetParking(_ id: AccountID) async throws {
        try await write { db in try Self.forgetParking(id, db) }
    }

    private static func forgetParking(_ id: AccountID, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM parked_accounts WHERE id = ?", arguments: [id.rawValue])
    }
}
