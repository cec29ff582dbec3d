import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Bringing the columns of kept audit records up to date")
struct AuditColumnsMigrationTests {
    @Test("reads them out of the records, and leaves what is erased or damaged without")
    func migrates() async throws {
        let database = try DatabaseQueue(configuration: DatabaseOpening.configuration)
        try Schema.migrator(.forTests).migrate(database, upTo: "parked accounts")
        try await database.write { db in
            for (id, record) in Self.records {
                try db.execute(
                    sql: """
                        INSERT INTO audit (id, at, tenant, action, outcome, record, commitment,
                            digest, link)
                        VALUES (?, 0, 'a', 'allow', 'accepted', ?, x'', x'', x'')
                        """, arguments: [id, record])
            }
        }
        try Schema.migrator(.forTests).migrate(database)
        let kept = try await database.read { db in
            try Row.fetchAll(db, sql: "SELECT kind, end_user, deed FROM audit ORDER BY sequence")
                .map { row in (0..<3).map { row[$0] as String? } }
        }
        #expect(
            kept == [
                ["imagine", "u7", nil], ["admin", nil, "tenant.create"], [nil, nil, nil],
                [nil, nil, nil],
            ])
    }

    private static let records = [
        ("judged", #"{"kind":"imagine","endUser":"u7"}"#),
        ("deed", #"{"kind":"admin","admin":{"action":"tenant.create"}}"#),
        ("erased", AuditRow.erasedRecord), ("damaged", #"{"kind":"ima"#),
    ]
}
