import Foundation
import GRDB
import GateCore
import GateTestKit
import Logging
import Testing

@testable import GateStore

@Suite("Full-text search of the audit log")
struct AuditSearchTests {
    private let store: SQLiteStore

    init() throws { store = try SQLiteStore(inMemoryAt: ManualTime()) }

    private func fill(_ prompts: [String]) async throws {
        try await store.append(
            prompts.enumerated().map { place, prompt in
                Sample.audit(ExchangeID("e\(place)"), prompt: prompt)
            })
    }

    private func index() async throws {
        while try await store.indexNextTexts() {}
    }

    private func found(_ text: String) async throws -> [String] {
        var query = AuditQuery(limit: 2)
        query.text = text
        var prompts: [String] = []
        repeat {
            let page = try await store.records(query)
            prompts += page.elements.map(\.prompt)
            query.cursor = page.nextCursor
        } while query.cursor != nil
        return prompts
    }

    @Test("finds the same before texts are indexed, while some are, and after")
    func sameAnswers() async throws {
        let prompts = (0..<600).map {
            "number \($0) of the \($0.isMultiple(of: 7) ? "MOON" : "sun")"
        }
        try await fill(prompts)
        let moons = prompts.filter { $0.hasSuffix("MOON") }.reversed()
        let wanted: [(String, [String])] = [
            ("moon", Array(moons)),
            (
                "number 59",
                Array(
                    prompts.filter { $0.contains("number 59") }
                        .reversed())
            ), ("oo", Array(moons)), ("mooon", []), ("number moon", []),
        ]
        let batches = (600 + Int(SQLiteStore.indexBatch) - 1) / Int(SQLiteStore.indexBatch)
        for step in 0...batches {
            for (text, expected) in wanted {
                #expect(try await found(text) == expected, "\(text), step \(step)")
            }
            _ = try await store.indexNextTexts()
        }
        #expect(try await store.read(SearchState.indexed) == 600)
        #expect(try await store.indexNextTexts() == false)
    }

    @Test("a text that is deleted is found no more, indexed or not")
    func forgets() async throws {
        try await fill(["the zebra moon", "a lighthouse", "another moon"])
        _ = try await store.indexNextTexts()
        try await store.append([Sample.audit("late", prompt: "a late moon")])
        try await store.write { db in
            try db.execute(
                sql: """
                    DELETE FROM \(Schema.auditTexts) WHERE searched IN (?, ?)
                    """, arguments: ["the zebra moon", "a late moon"])
        }
        #expect(try await found("moon") == ["another moon"])
        try await index()
        #expect(try await found("moon") == ["another moon"])
    }

    @Test("a forgotten text leaves the index's own pages when it is purged")
    func purges() async throws {
        try await fill((0..<300).map { "plain text \($0)" } + ["the qzxj word"])
        try await index()
        #expect(try await pagesHold("qzx"))
        #expect(try await store.purgeForgottenTexts() == false)
        try await store.write { db in
            try db.execute(
                sql: "DELETE FROM \(Schema.auditTexts) WHERE searched = 'the qzxj word'")
        }
        while try await store.purgeForgottenTexts() {}
        #expect(try await pagesHold("qzx") == false)
        #expect(try await found("text 299") == ["plain text 299"])
        try await store.write { db in
            // FTS5's own check of the index against the texts.
            try db.execute(
                sql: "INSERT INTO audit_search (audit_search, rank) VALUES ('integrity-check', 1)")
        }
    }

    /// Whether a trigram stands in a page of the index. Pages hold the beginning that a term
    /// shares with the one before it only once, so a rare one is looked for.
    private func pagesHold(_ trigram: String) async throws -> Bool {
        try await store.read { db in
            try Data.fetchAll(db, sql: "SELECT block FROM audit_search_data").contains {
                $0.range(of: Data(trigram.utf8)) != nil || $0.range(of: Data("zx".utf8)) != nil
            }
        }
    }

    @Test("a short text is searched a stretch at a time, with pages that may be empty")
    func bounded() async throws {
        try await fill(["zq"])
        try await store.write { db in
            // As though many had come in between.
            try db.execute(sql: "UPDATE audit_chain SET sequence = 120000")
        }
        try await store.append([Sample.audit("late", prompt: "none")])
        var query = AuditQuery()
        query.text = "zq"
        var pages: [Int] = []
        repeat {
            let page = try await store.records(query)
            pages.append(page.elements.count)
            query.cursor = page.nextCursor
        } while query.cursor != nil && pages.count < 9
        #expect(pages == [0, 0, 1])
    }

    @Test("a trigram query quotes whatever stands in a text, and takes a few of many")
    func trigrams() {
        #expect(TrigramQuery("ab") == nil)
        #expect(TrigramQuery("abc")?.match == "\"abc\"")
        #expect(TrigramQuery("a\"b*")?.match == "\"a\"\"b\" AND \"\"\"b*\"")
        #expect(TrigramQuery("小猫在月")?.match == "\"小猫在\" AND \"猫在月\"")
        #expect(TrigramQuery("aaaaa")?.match == "\"aaa\"")
        let long = TrigramQuery((0..<100).map { "\($0)" }.joined())?.match
        #expect(long?.components(separatedBy: " AND ").count == 8)
        #expect(long?.hasPrefix("\"012\"") == true && long?.hasSuffix("\"899\"") == true)
    }

    @Test("what came before the index is indexed too")
    func older() async throws {
        let directory = try TemporaryDirectory()
        let place = try StoreDirectory(making: directory.path)
        let queue = try DatabaseQueue(path: place.database)
        try Schema.migrator(.forTests).migrate(queue, upTo: "5 quota")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO audit (id, at, tenant, action, outcome, searched, record)
                    VALUES ('e1', 1, 'a', 'block', 'blocked', 'an old moon', ?)
                    """,
                arguments: [
                    try StoredJSON.text(of: Sample.audit("e1", of: "a", prompt: "An old MOON"))
                ])
        }
        try queue.close()
        let store = try SQLiteStore(directory)
        var query = AuditQuery()
        query.text = "OLD m"
        query.kind = "imagine"
        #expect(try await store.records(query).elements.map(\.prompt) == ["An old MOON"])
        while try await store.indexNextTexts() {}
        #expect(try await store.records(query).elements.map(\.prompt) == ["An old MOON"])
        try store.close()
    }

    @Test("the indexer indexes until it is cancelled")
    func indexer() async throws {
        try await fill(["a moon"])
        let time = ManualTime()
        let indexer = SearchIndexer(
            store, time: time, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let work = Task { try await indexer.run() }
        while try await store.read(SearchState.indexed) < 1 { await Task.yield() }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }
}
