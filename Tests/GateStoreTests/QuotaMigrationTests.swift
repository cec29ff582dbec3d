import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Quota of earlier versions")
struct QuotaMigrationTests {
    @Test("what was counted goes on, and what was cut off is given back")
    func goesOn() throws {
        let database = try DatabaseQueue(configuration: DatabaseOpening.configuration)
        try Schema.migrator(.forTests).migrate(database, upTo: "5 quota")
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO tenants (id, webhook_secret, record) VALUES
                        ('daily', '', '{"quota":{"limit":9,"window":"day"}}'),
                        ('monthly', '', '{"quota":{"limit":9,"window":"month"}}'),
                        ('free', '', '{}');
                    INSERT INTO tasks (id, trigger_id, tenant, exchange, status, is_open,
                            takes_place, version, record)
                        VALUES ('t', 't', 'daily', 'accepted', 'queued', 1, 1, 0, '{}');
                    INSERT INTO quota_windows VALUES
                        ('daily', 1000, 7), ('daily', 2000, 3), ('monthly', 1000, 5),
                        ('free', 1000, 4);
                    INSERT INTO quota_reservations VALUES
                        ('accepted', 'daily', 2000), ('lost', 'daily', 2000),
                        ('lost', 'monthly', 1000);
                    """)
        }
        try Schema.migrator(.forTests).migrate(database)
        let counters = try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT tenant, kind, holder, date, used FROM quota_counters ORDER BY id"
            ).map { row in
                "\(row["tenant"] as String) \(row["kind"] as String)\(row["holder"] as String) "
                    + "\(row["date"] as Int64) \(row["used"] as Int)"
            }
        }
        #expect(
            Set(counters) == ["daily day 1000 7", "daily day 2000 2", "monthly month 1000 4"])
        let left = try database.read { db in
            try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM quota_reservations")
        }
        #expect(left == 0)
    }

    @Test("a tenant kept by an earlier version is read, and has its one policy")
    func readsTenants() throws {
        let tenant = try StoredJSON.value(
            Tenant.self,
            from: """
                {"id":"a","name":"A","quota":{"limit":9,"window":"month"},"explain":"full",
                "prompts":"whole","paused":false,"created_at":0}
                """)
        #expect(tenant.quota == QuotaPlan(QuotaPolicy(limit: 9, window: .month)))
        #expect(tenant.timeZone == nil)
    }
}
