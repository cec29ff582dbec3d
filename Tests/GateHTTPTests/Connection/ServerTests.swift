import GateCore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import GateHTTP

@Suite("The server on a socket")
struct ServerTests {
    @Test("it listens at a free port, and answers")
    func listens() async throws {
        let bench = try await Bench()
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let app = bench.edge.application { told.yield($0) }
        try await app.test(.live) { client in
            var iterator = ports.makeAsyncIterator()
            #expect(await iterator.next() == client.port)
            let reply = Reply(
                try await client.executeRequest(
                    uri: "/healthz", method: .get, headers: [:], body: nil))
            #expect(reply.status == 200)
        }
    }

    @Test("a client that sends far too much still reads its 413, and then the end")
    func tooMuch() async throws {
        let bench = try await Bench()
        try await bench.edge.application().test(.live) { client in
            let reply = Reply(
                try await client.executeRequest(
                    uri: "/v1/moderate", method: .post, headers: [.authorization: "Bearer pg_a"],
                    body: ByteBuffer(repeating: 0x20, count: 8 << 20)))
            #expect(reply.status == 413)
            #expect(try reply.code == 25)
            #expect(reply.headers[.connection] == "close")
        }
    }

    @Test("a stranger's large body is not read")
    func stranger() async throws {
        let bench = try await Bench()
        try await bench.edge.application().test(.live) { client in
            let reply = Reply(
                try await client.executeRequest(
                    uri: "/v1/api/trigger/upload", method: .post, headers: [:],
                    body: ByteBuffer(repeating: 0x20, count: 8 << 20)))
            #expect(reply.status == 401)
            #expect(reply.headers[.connection] == "close")
        }
    }

    @Test("a 25 MiB image goes through")
    func largeImage() async throws {
        let bench = try await Bench()
        let content =
            UploadRoutesTests.png + [UInt8](repeating: 0x0D, count: UploadRoutes.imageCap - 8)
        try await bench.edge.application().test(.live) { client in
            let reply = Reply(
                try await client.executeRequest(
                    uri: "/v1/api/trigger/upload", method: .post,
                    headers: [
                        .authorization: "Bearer pg_a",
                        .contentType: "multipart/form-data; boundary=b",
                    ], body: UploadRoutesTests.form(content)))
            #expect(reply.status == 200, "\(reply.text)")
        }
        #expect(bench.desk.state.withLock { $0.uploads.first?.bytes } == UploadRoutes.imageCap)
    }
}
