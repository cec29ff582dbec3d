import Foundation
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Keys that were used lately")
struct CallerCacheTests {
    private let time = ManualTime()
    private let digest = Data([1, 2, 3])
    private let caller = Caller(tenant: Sample.tenant("a"), key: "k", scope: .tenant)

    @Test("are remembered for a moment, and for no longer")
    func life() {
        let cache = CallerCache(time: time)
        #expect(cache.caller(digest) == nil)
        cache.remember(caller, digest, since: cache.generation)
        #expect(cache.caller(digest) == caller)
        time.advance(by: CallerCache.life - .milliseconds(1))
        #expect(cache.caller(digest) == caller)
        time.advance(by: .milliseconds(1))
        #expect(cache.caller(digest) == nil)
    }

    @Test("are forgotten when something changes, and not remembered from before it")
    func changes() {
        let cache = CallerCache(time: time)
        let before = cache.generation
        cache.remember(caller, digest, since: before)
        cache.forget()
        #expect(cache.caller(digest) == nil)
        cache.remember(caller, digest, since: before)
        #expect(cache.caller(digest) == nil)
    }

    @Test("a key that is taken back, and a tenant that is paused, count at once")
    func atOnce() async throws {
        let store = try SQLiteStore(inMemoryAt: time, random: SeededRandom(seed: 1))
        var tenant = Sample.tenant("a")
        try await store.addTenant(tenant, webhookSecret: "whsec_")
        try await store.addKey(Sample.key("k", of: "a"), secret: "pg_secret")
        #expect(try await store.caller(withSecret: "pg_secret")?.tenant.paused == false)
        tenant.paused = true
        try await store.updateTenant(tenant)
        #expect(try await store.caller(withSecret: "pg_secret")?.tenant.paused == true)
        try await store.removeKey("k", of: "a")
        #expect(try await store.caller(withSecret: "pg_secret") == nil)
    }

    @Test("a key that nobody has is looked up each time")
    func unknown() async throws {
        let store = try SQLiteStore(inMemoryAt: time, random: SeededRandom(seed: 1))
        #expect(try await store.caller(withSecret: "pg_new") == nil)
        try await store.addTenant(Sample.tenant("a"), webhookSecret: "whsec_")
        try await store.addKey(Sample.key("k", of: "a"), secret: "pg_new")
        #expect(try await store.caller(withSecret: "pg_new") != nil)
    }
}
