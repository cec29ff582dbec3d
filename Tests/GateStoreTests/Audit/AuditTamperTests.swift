import Foundation
import GRDB
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Tampering with the audit log")
struct AuditTamperTests {
    @Test("is found in every byte of every column of every row")
    func findsEveryByte() async throws {
        // One record as it was, one without texts, and one erased whole.
        let log = try await KeptLog.ofEachKind()
        let queue = try log.raw()
        let keys = try #require(try log.places.keyring())
        let unseen = try await queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = OFF")
            var unseen: [String] = []
            for cell in try StoredCell.all(db) {
                for change in cell.changes {
                    try cell.write(change, db)
                    if try Self.isWell(keys, log.places, db) {
                        unseen.append("\(cell.table).\(cell.column): \(change)")
                    }
                    try cell.restore(change, db)
                }
            }
            return unseen
        }
        #expect(unseen.isEmpty)
        #expect(try log.verify().fault == nil, "all is as it was")
    }

    private static func isWell(
        _ keys: AuditKeyring, _ places: AuditPlaces, _ db: Database
    ) throws -> Bool {
        do {
            let heads = try HeadReader(places.headFile, keys)
            var walk = ChainWalk(keys: keys, heads: heads, report: AuditReport())
            try walk.check(try AuditBatch(after: walk.last, db))
            return true
        } catch is AuditFault {
            return false
        }
    }

    @Test(
        "is found where rows are deleted, moved, copied or cut off",
        arguments: [
            ("DELETE FROM audit WHERE sequence = 3", 3),
            ("DELETE FROM audit WHERE sequence = 1", 1),
            ("DELETE FROM audit WHERE sequence = 5", 6),
            ("DELETE FROM audit_texts WHERE sequence = 3", 3),
            ("DELETE FROM audit_matches", 2),
            ("INSERT INTO audit_matches VALUES (4, 'r', 't', 'c', 'block')", 4),
            ("INSERT INTO audit_matches VALUES (9, 'r', 't', 'c', 'block')", 9),
            ("INSERT INTO audit_texts VALUES (9, x'00', '[]', '')", 9),
            ("INSERT INTO audit_texts VALUES (-9, x'00', '[]', '')", -9),
            (
                """
                UPDATE audit_texts SET sequence = 90 WHERE sequence = 3;
                UPDATE audit_texts SET sequence = 3 WHERE sequence = 4;
                UPDATE audit_texts SET sequence = 4 WHERE sequence = 90
                """, 3
            ),
            (
                """
                UPDATE audit SET sequence = 90 WHERE sequence = 3;
                UPDATE audit SET sequence = 3 WHERE sequence = 4;
                UPDATE audit SET sequence = 4 WHERE sequence = 90
                """, 3
            ),
            (
                """
                INSERT INTO audit SELECT 6, 'e6', at, tenant, action, outcome, record, commitment,
                    digest, link, kind, end_user, deed FROM audit WHERE sequence = 5
                """, 6
            ),
            (
                """
                INSERT INTO audit SELECT 0, 'e0', at, tenant, action, outcome, record, commitment,
                    digest, link, kind, end_user, deed FROM audit WHERE sequence = 1
                """, 0
            ),
            ("UPDATE audit SET link = (SELECT link FROM audit WHERE sequence = 1)", 1 + 1),
        ])
    func findsMoves(sql: String, sequence: Int64) async throws {
        let log = try await KeptLog.closed(5)
        try await log.tamper(sql)
        let fault = try log.verify().fault
        #expect(fault != nil)
        #expect(fault?.sequence == sequence || fault?.sequence == sequence - 1)
    }

    @Test("is found where the newest records are cut off, and all that the database says of them")
    func findsTruncation() async throws {
        for last in [4, 1, 0] {
            let log = try await KeptLog.closed(5)
            try await log.tamper(
                """
                UPDATE audit_chain SET sequence = \(last), link = IFNULL(
                    (SELECT link FROM audit WHERE sequence = \(last)), zeroblob(32));
                DELETE FROM audit_texts WHERE sequence > \(last);
                DELETE FROM audit_matches WHERE audit > \(last);
                DELETE FROM audit WHERE sequence > \(last);
                DELETE FROM audit_heads;
                """)
            let fault = try log.verify().fault
            #expect(fault?.reason.contains("newest records are missing") == true, "\(last)")
            #expect(fault?.sequence == Int64(last) + 1)
            let store = try log.store()
            for number in 0..<6 { try await store.append([Sample.audit(ExchangeID("n\(number)"))]) }
            try store.close()
            #expect(try log.verify().fault != nil, "new records do not cover it up")
        }
    }

    @Test("is found where a database of an earlier day is put back")
    func findsRollback() async throws {
        let log = try await KeptLog.closed(2)
        let path = log.directory.path + "/promptgate.db"
        try log.settle()
        let earlier = try Data(contentsOf: URL(fileURLWithPath: path))
        let store = try log.store()
        try await store.append([Sample.audit("e3")])
        try await store.signAuditHead()
        try store.close()
        try log.settle()
        try earlier.write(to: URL(fileURLWithPath: path))
        #expect(try log.verify().fault != nil)
    }

    @Test("is found where an erasure is forged or borrowed")
    func findsForgedErasures() async throws {
        let statements = [
            """
            DELETE FROM audit_texts WHERE sequence = 3;
            INSERT INTO audit_erasures VALUES (3, 'texts', 1, zeroblob(32))
            """,
            """
            DELETE FROM audit_texts WHERE sequence = 3;
            INSERT INTO audit_erasures SELECT 3, part, at, seal FROM audit_erasures
            WHERE sequence = 1
            """,
            "UPDATE audit_erasures SET part = 'records'",
            "DELETE FROM audit_erasures",
            "INSERT INTO audit_texts SELECT 1, salt, texts, searched FROM audit_texts LIMIT 1",
        ]
        for sql in statements {
            let log = try KeptLog()
            let store = try log.store()
            for (number, tenant) in ["a", "b", "b"].enumerated() {
                try await store.append([
                    Sample.audit(ExchangeID("e\(number)"), of: TenantID(tenant))
                ])
            }
            _ = try await store.eraseTexts(tenant: "a", endUser: nil, before: nil)
            try store.close()
            #expect(try log.verify().fault == nil)
            try await log.tamper(sql)
            #expect(try log.verify().fault != nil, "\(sql)")
        }
    }

    @Test("is found in the file of signed heads")
    func findsChangedHeads() async throws {
        let log = try await KeptLog.closed(3)
        let url = URL(fileURLWithPath: log.places.headFile)
        let whole = try Data(contentsOf: url)
        for place in whole.indices.dropLast() {
            var changed = whole
            changed[place] ^= 1
            try changed.write(to: url)
            #expect(try log.verify().fault != nil, "byte \(place)")
        }
    }

    @Test("is found with a key of one's own")
    func findsOtherKeys() async throws {
        let log = try await KeptLog.closed(3)
        let other = String(repeating: "0f", count: 32)
        let places = AuditPlaces(directory: log.directory.path, keys: other)
        #expect(try log.verify(places).fault?.sequence == 1)
    }

    @Test("that damages the file is an answer, not a crash")
    func survivesDamage() async throws {
        let log = try await KeptLog.closed(5)
        try log.settle()
        let url = URL(fileURLWithPath: log.directory.path + "/promptgate.db")
        let whole = try Data(contentsOf: url)
        try whole.prefix(whole.count / 2).write(to: url)
        #expect(try log.verify().fault != nil)
        try Data(repeating: 7, count: 9000).write(to: url)
        #expect(try log.verify().fault != nil)
    }
}
