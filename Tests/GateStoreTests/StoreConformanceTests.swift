import GateStore
import GateTestKit
import Testing

@Suite("Every store keeps the same promises")
struct StoreConformanceTests {
    @Test("SQLite on disk", arguments: StoreConformance.checks)
    func onDisk(_ check: ConformanceCheck) async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(directory)
        try await check.run(on: store)
        try store.close()
    }

    @Test("SQLite in memory", arguments: StoreConformance.checks)
    func inMemory(_ check: ConformanceCheck) async throws {
        try await check.run(on: try SQLiteStore(inMemoryAt: ManualTime()))
    }

    @Test("the store of the test kit", arguments: StoreConformance.checks)
    func testKit(_ check: ConformanceCheck) async throws {
        try await check.run(on: MemoryStore())
    }
}
