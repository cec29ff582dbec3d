import Foundation
import GRDB
import GateCore
import GateTestKit
import Logging

@testable import GateStore

/// An audit log on disk that a test tampers with, as somebody without the key would.
final class KeptLog: Sendable {
    let directory: TemporaryDirectory
    let places: AuditPlaces

    init() throws {
        directory = try TemporaryDirectory()
        places = AuditPlaces(directory: directory.path)
    }

    /// A store in the directory; the database is left in one file once it is closed.
    func store() throws -> SQLiteStore { try SQLiteStore(directory) }

    /// A log of `count` records, the second one with matches, signed and closed.
    static func closed(_ count: Int, erasing: Bool = false) async throws -> KeptLog {
        let log = try KeptLog()
        let store = try log.store()
        for number in 1...count {
            let matches = number == 2 ? [Sample.match("r1", term: "cat")] : []
            try await store.append([
                Sample.audit(
                    ExchangeID("e\(number)"), of: number == 1 ? "a" : "b", matches: matches,
                    prompt: "cat \(number)")
            ])
        }
        if erasing {
            _ = try await store.eraseTexts(tenant: "a", endUser: nil, before: nil)
            _ = try await store.eraseRecords(tenant: "b", before: Sample.start + .seconds(1))
        }
        try await store.signAuditHead()
        try store.close()
        return log
    }

    /// A log of three records: as it was, without its texts, and erased whole.
    static func ofEachKind() async throws -> KeptLog {
        let log = try KeptLog()
        let store = try log.store()
        for tenant in ["a", "b", "c"] {
            let matches = [Sample.match("r", term: "cat")]
            try await store.append([
                Sample.audit(
                    ExchangeID("e-\(tenant)"), of: TenantID(tenant), matches: matches,
                    prompt: "cat")
            ])
        }
        _ = try await store.eraseTexts(tenant: "b", endUser: nil, before: nil)
        _ = try await store.eraseRecords(tenant: "c", before: Sample.start + .seconds(1))
        try await store.signAuditHead()
        try store.close()
        return log
    }

    /// Moves what SQLite has in its journal into the one file.
    func settle() throws {
        try raw().writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    }

    /// The database without anything that would keep a hand from it.
    func raw() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        return try DatabaseQueue(
            path: directory.path + "/promptgate.db", configuration: configuration)
    }

    /// Runs `sql` on the database.
    func tamper(_ sql: String) async throws {
        try await raw().write { db in try db.execute(sql: sql) }
    }

    /// What a verification finds.
    func verify(_ places: AuditPlaces? = nil) throws -> AuditReport {
        try AuditVerifier(directory: directory.path, places: places ?? self.places).run { _ in }
    }
}
