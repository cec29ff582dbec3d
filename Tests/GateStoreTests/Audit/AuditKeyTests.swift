import Foundation
import GateCore
import GateTestKit
import Testing

@testable import GateStore

@Suite("The keys of the audit log")
struct AuditKeyTests {
    private static let hex = String(repeating: "0f", count: 32)

    @Test("are hexadecimal digits or base64, oldest first, with comments")
    func readsKeys() throws {
        let base64 = Data(repeating: 15, count: 32).base64EncodedString()
        let text = "# old\n\(String(repeating: "Ab", count: 40)) # note\n\n  \(base64)\n"
        let ring = try AuditKeyring(text: text, from: "test")
        #expect(ring.keys.count == 2)
        let same = try AuditKeyring(text: Self.hex, from: "test")
        #expect(ring.current.fingerprint == same.current.fingerprint)
    }

    @Test(
        "are refused when they are short or none, without being shown",
        arguments: ["", "# nothing", "canary", "c2hvcnQ=", String(repeating: "0f", count: 16)])
    func refusesBadKeys(text: String) {
        let error = #expect(throws: StoreError.self) {
            try AuditKeyring(text: text, from: "the file")
        }
        #expect(error?.description.contains("the file") == true)
        #expect(error?.description.contains("canary") == false)
    }

    @Test("are made on the first start, for the owner's eyes alone, and stay")
    func makesKey() throws {
        let directory = try TemporaryDirectory()
        try SQLiteStore(directory).close()
        #expect(try directory.mode(of: "audit.key") == 0o600)
        let first = try directory.contents()["audit.key"]
        try SQLiteStore(directory, seed: 9).close()
        #expect(try directory.contents()["audit.key"] == first)
    }

    @Test("are asked for when they are gone or others, before the chain breaks")
    func asksForKey() throws {
        let directory = try TemporaryDirectory()
        try SQLiteStore(directory).close()
        let file = directory.path + "/audit.key"
        try FileManager.default.removeItem(atPath: file)
        let missing = #expect(throws: StoreError.self) { try SQLiteStore(directory) }
        #expect(missing?.description.contains("audit.key is missing") == true)
        try Self.hex.write(toFile: file, atomically: true, encoding: .utf8)
        let other = #expect(throws: StoreError.self) { try SQLiteStore(directory) }
        #expect(other?.description.contains("is not among the keys") == true)
    }

    @Test("can be followed by a new one, which does not break the chain")
    func rotates() async throws {
        let log = try await KeptLog.closed(3)
        let file = log.places.keyFile
        let old = try String(contentsOfFile: file, encoding: .utf8)
        let digest = try log.places.keyring()?.promptDigest("a cat")
        try (old + Self.hex).write(toFile: file, atomically: true, encoding: .utf8)
        let store = try log.store()
        try await store.append([Sample.audit("new")])
        _ = try await store.eraseTexts(tenant: "a", endUser: nil, before: nil)
        try store.close()
        #expect(try log.verify().fault == nil)
        #expect(try log.verify().records == 4)
        #expect(try log.places.keyring()?.promptDigest("a cat") == digest)
        let new = AuditPlaces(directory: log.directory.path, keys: Self.hex)
        #expect(try log.verify(new).fault?.sequence == 1, "the old key is needed")
    }

    @Test("make digests of prompts that nobody makes without them")
    func hashesPrompts() throws {
        let one = try AuditKeyring(text: Self.hex, from: "test")
        let other = AuditKeyring(SeededRandom(seed: 1))
        #expect(one.promptDigest("a cat") == one.promptDigest("a cat"))
        #expect(one.promptDigest("a cat").count == 64)
        #expect(one.promptDigest("a cat") != other.promptDigest("a cat"))
        #expect(one.promptDigest("a cat") != Hex.text(Digest.sha256("a cat")))
    }

    @Test("stand outside the database, with the heads beside them")
    func standsElsewhere() async throws {
        let directory = try TemporaryDirectory()
        let elsewhere = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: elsewhere.path, withIntermediateDirectories: true)
        let places = AuditPlaces(
            directory: directory.path, keyFile: elsewhere.path + "/court.key")
        let store = try SQLiteStore(directory, audit: places)
        try await store.append([Sample.audit("e1")])
        try await store.signAuditHead()
        try store.close()
        #expect(Set(try elsewhere.contents().keys) == ["court.key", "audit.heads"])
        #expect(try directory.contents()["audit.key"] == nil)
    }
}
