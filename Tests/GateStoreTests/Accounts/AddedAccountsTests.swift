import Foundation
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("Accounts that admins added")
struct AddedAccountsTests {
    private let seal = AccountSeal(secret: String(repeating: "a", count: 32))
    private let draft = AccountDraft(
        id: "second", userToken: "token-canary", guildID: "1", channelID: "2", concurrency: 3,
        queue: 10, weight: 3)

    @Test("come back whole, in their order, and change in place")
    func kept() async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(directory)
        var third = draft
        third.id = "third"
        try await store.keepAccount(draft, seal)
        try await store.keepAccount(third, seal)
        var changed = draft
        changed.weight = 9
        try await store.keepAccount(changed, seal)
        #expect(try await store.keptAccounts(seal) == [.usable(changed), .usable(third)])
        try await store.forgetAccount("second")
        #expect(try await store.keptAccounts(seal) == [.usable(third)])
    }

    @Test("are shut without the key that sealed them")
    func shut() async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(directory)
        try await store.keepAccount(draft, seal)
        let other = AccountSeal(secret: String(repeating: "b", count: 32))
        #expect(try await store.keptAccounts(other) == [.shut("second")])
        #expect(try await store.keptAccounts(nil) == [.shut("second")])
    }

    @Test("open under their own name alone, and not when a byte was changed")
    func authenticated() throws {
        var sealed = try seal.seal(draft)
        #expect(!sealed.contains(Data("token-canary".utf8)))
        #expect(try seal.open(sealed, as: "second") == draft)
        #expect(throws: (any Error).self) { try seal.open(sealed, as: "third") }
        sealed[sealed.count / 2] ^= 1
        #expect(throws: (any Error).self) { try seal.open(sealed, as: "second") }
    }

    @Test("stay parked by an admin, wherever they were set up, until that is forgotten")
    func parked() async throws {
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(directory)
        try await store.keepAccount(draft, seal)
        let parking = AccountParking(reason: "moving", since: Sample.start)
        try await store.keepParking("default", AccountParking(reason: "old", since: Sample.start))
        try await store.keepParking("default", parking)
        try await store.keepParking("second", parking)
        #expect(try await store.parkings() == ["default": parking, "second": parking])
        try await store.forgetParking("default")
        try await store.forgetAccount("second")
        #expect(try await store.parkings().isEmpty)
    }
}
