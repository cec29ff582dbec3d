import GateCore
import GateCurl
import GateTestKit
import Testing

@testable import GateExternal

/// The stage over libcurl and real sockets.
@Suite("Stage external over sockets", .serialized)
struct SocketTests {
    private let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    private func stage(
        _ port: Int, _ change: (inout ServiceSettings) -> Void = { _ in }
    ) throws -> ExternalStage {
        var settings = ServiceSettings()
        settings.url = try ServiceURL("http://127.0.0.1:\(port)/check", path: "/")
        settings.attempts = 1
        change(&settings)
        return ExternalStage(
            ExternalSettings(settings),
            ExternalParts(
                transport: transport, lookup: { _ in nil }, time: SystemTime(),
                random: SeededRandom(seed: 1), log: .silent))
    }

    /// The time-out is long: all other suites may keep the machine busy meanwhile.
    private func run(_ stage: ExternalStage, timeout: Duration = .seconds(120)) async throws
        -> StageRun
    {
        let pipeline = Pipeline(
            [StageSlot(stage, timeout: timeout)], time: SystemTime(), log: .silent)
        return try await pipeline.run(.sample()) { ($0.outcome, $0.runs[0]) }
    }

    @Test("answers come over one kept connection")
    func reuse() async throws {
        let server = try SocketServer { connection in
            while connection.request() { connection.answer(#"{"action":"block"}"#) }
        }
        defer { server.stop() }
        let stage = try stage(server.port)
        for _ in 0..<5 { #expect(try await run(stage).verdict == "deny") }
        #expect(server.connections == 1)
    }

    @Test("a service that hangs is a timeout")
    func hangs() async throws {
        let server = try SocketServer { connection in while connection.request() {} }
        defer { server.stop() }
        let said = try await run(try stage(server.port), timeout: .milliseconds(120))
        #expect(said.verdict == "timeout")
    }

    @Test("a connection that is closed, or refused, is unreachable")
    func closes() async throws {
        let server = try SocketServer { connection in _ = connection.request() }
        let closed = try await run(try stage(server.port))
        #expect(
            closed.verdict == "unreachable" && closed.note?.hasPrefix("connection lost") == true)
        let half = try SocketServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{")
        }
        defer { half.stop() }
        #expect(try await run(try stage(half.port)).verdict == "unreachable")
        let port = server.port
        server.stop()
        while try await run(try stage(port)).note?.hasPrefix("no connection") != true {
            await Task.yield()
        }
    }

    @Test("an answer of a gigabyte is cut off, and not kept", arguments: [true, false])
    func giant(hasLength: Bool) async throws {
        let server = try SocketServer { connection in
            guard connection.request() else { return }
            connection.write(
                hasLength
                    ? "HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n"
                    : "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")
            connection.writeEndlessly()
        }
        defer { server.stop() }
        let said = try await run(try stage(server.port))
        #expect(said.verdict == "error")
        #expect(said.note == "the answer has more than 65536 bytes")
        #expect(server.sent < 64 << 20)
    }

    @Test("garbage is an error, and a redirect is not followed")
    func garbage() async throws {
        let server = try SocketServer { connection in
            guard connection.request() else { return }
            connection.write("\u{1}\u{2}garbage\r\n\r\n")
        }
        defer { server.stop() }
        let nonsense = try await run(try stage(server.port))
        #expect(nonsense.verdict == "error")
        #expect(nonsense.note?.hasPrefix("the answer is not HTTP") == true)
        let redirect = try SocketServer { connection in
            while connection.request() {
                connection.write(
                    "HTTP/1.1 307 X\r\nlocation: http://127.0.0.1:\(server.port)/\r\n"
                        + "content-length: 0\r\n\r\n")
            }
        }
        defer { redirect.stop() }
        let said = try await run(try stage(redirect.port))
        #expect(said.verdict == "error" && said.note == "status 307" && server.connections == 1)
    }
}
