import Foundation
import GateCore
import GateTestKit
import HTTPTypes
import Testing

@testable import GateHTTP

@Suite("Archived images")
struct ImageRoutesTests {
    private let store = MemoryStore()
    private let folder = NSTemporaryDirectory() + "promptgate-images-\(SystemRandom().token(12))"

    private func bench(expires: Timestamp? = nil, hasFile: Bool = true) async throws -> Bench {
        try await store.addImage(
            ArchivedImage(
                id: "ab12", tenant: "a", task: "t", kind: .webp, size: 10, sha256: "d1e5",
                filename: "a.webp", createdAt: Timestamp(milliseconds: 0), expiresAt: expires))
        if hasFile {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data("0123456789".utf8).write(to: URL(fileURLWithPath: "\(folder)/ab12"))
        }
        var bench = try await Bench()
        bench.images = ImageShelf(store: store) { [folder] in "\(folder)/\($0)" }
        return bench
    }

    private func removeFolder() { try? FileManager.default.removeItem(atPath: folder) }

    @Test("an image is served to its tenant, as nothing but an image")
    func served() async throws {
        let bench = try await bench()
        defer { removeFolder() }
        let reply = try await bench.call(.get, "/v1/images/ab12")
        #expect(reply.status == 200)
        #expect(reply.text == "0123456789")
        #expect(reply.headers[.contentType] == "image/webp")
        #expect(reply.headers[.eTag] == "\"d1e5\"")
        #expect(reply.headers[.contentDisposition] == "inline; filename=\"ab12.webp\"")
        #expect(reply.headers[.xContentTypeOptions] == "nosniff")
        #expect(reply.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
    }

    @Test("others are told that there is none, admins among them")
    func others() async throws {
        let bench = try await bench()
        defer { removeFolder() }
        let tenant = Tenant(id: "b", name: "B", createdAt: Timestamp(milliseconds: 0))
        try await bench.addTenant(tenant, secret: "pg_b")
        for key in ["pg_b", "admin"] {
            let reply = try await bench.call(.get, "/v1/images/ab12", key: key)
            #expect(reply.status == 404)
            #expect(try reply["code"] == 21)
        }
        #expect(try await bench.call(.get, "/v1/images/ab12", key: nil).status == 401)
        for name in ["none", "AB12", "..%2Fab12", "ab12%00"] {
            #expect(try await bench.call(.get, "/v1/images/\(name)").status == 404)
        }
    }

    @Test("what is over, or lost its file, is not there")
    func gone() async throws {
        let over = try await bench(expires: ManualTime().wall())
        #expect(try await over.call(.get, "/v1/images/ab12").status == 404)
        removeFolder()
        let lost = Self()
        #expect(
            try await lost.bench(hasFile: false).call(.get, "/v1/images/ab12").status == 404)
        #expect(try await Bench().call(.get, "/v1/images/ab12").status == 404)
    }

    @Test("one part of it can be asked for, and whether it changed")
    func conditions() async throws {
        let bench = try await bench()
        defer { removeFolder() }
        let part = try await bench.call(
            .get, "/v1/images/ab12", headers: [.range: "bytes=2-4"], bytes: nil)
        #expect(part.status == 206 && part.text == "234")
        #expect(part.headers[.contentRange] == "bytes 2-4/10")
        let behind = try await bench.call(
            .get, "/v1/images/ab12", headers: [.range: "bytes=10-"], bytes: nil)
        #expect(behind.status == 416)
        for tag in ["\"d1e5\"", "W/\"d1e5\"", "\"x\", \"d1e5\"", "*"] {
            let same = try await bench.call(
                .get, "/v1/images/ab12", headers: [.ifNoneMatch: tag], bytes: nil)
            #expect(same.status == 304 && same.text.isEmpty)
        }
        let changed = try await bench.call(
            .get, "/v1/images/ab12", headers: [.ifNoneMatch: "\"d1e\""], bytes: nil)
        #expect(changed.status == 200)
    }

    @Test(
        "ranges are read as RFC 9110 has them",
        arguments: [
            (nil, .whole), ("bytes=0-0", .part(0...0)), ("bytes=0-99", .part(0...9)),
            ("bytes=5-", .part(5...9)), ("bytes=-3", .part(7...9)), ("bytes=-99", .part(0...9)),
            ("bytes=-0", .unsatisfiable), ("bytes=10-", .unsatisfiable),
            ("bytes=3-2", .whole), ("bytes=0-1,3-4", .whole), ("items=0-1", .whole),
            ("bytes=-", .whole), ("bytes=a-b", .whole), ("bytes=99999999999999999999-", .whole),
        ] as [(String?, ByteRange)])
    func ranges(_ header: String?, _ expected: ByteRange) {
        #expect(ByteRange(header, of: 10) == expected)
    }
}
