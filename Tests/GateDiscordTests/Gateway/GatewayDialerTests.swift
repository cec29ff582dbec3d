import GateCore
import NIOSSL
import Testing

@testable import GateDiscord

@Suite("A Gateway socket over TLS", .timeLimit(.minutes(1)))
struct GatewayDialerTests {
    @Test("opens where the server's name is vouched for")
    func vouched() async throws {
        let server = try await Self.server()
        let dialer = GatewayDialer(proxy: nil, trust: .certificates([try Self.certificate()]))
        let address = try #require(GatewayAddress("wss://localhost:\(server.port)/gateway"))
        let socket = try await dialer.dial(address)
        let heard = Heard()
        let reading = Task { try await socket.receive { await heard.take($0) } }
        var events = server.events.makeAsyncIterator()
        guard case .opened(let client, let target) = await events.next() else {
            Issue.record("nobody came")
            return
        }
        #expect(target == "/gateway")
        try await client.close(code: 4009)
        #expect(try await reading.value == 4009)
        #expect(await heard.values.map { $0["op"] } == [10])
        try await server.stop()
    }

    @Test("does not open where nobody vouches for the server, or for another name")
    func refused() async throws {
        let server = try await Self.server()
        let named = try #require(GatewayAddress("wss://localhost:\(server.port)"))
        await #expect(throws: (any Error).self) {
            _ = try await GatewayDialer(proxy: nil).dial(named)
        }
        let numeric = try #require(GatewayAddress("wss://127.0.0.1:\(server.port)"))
        let trusting = GatewayDialer(proxy: nil, trust: .certificates([try Self.certificate()]))
        await #expect(throws: (any Error).self) { _ = try await trusting.dial(numeric) }
        try await server.stop()
    }

    private static func certificate() throws -> NIOSSLCertificate {
        try NIOSSLCertificate(bytes: Array(certificateText.utf8), format: .pem)
    }

    private static func server() async throws -> GatewayTestServer {
        let key = try NIOSSLPrivateKey(bytes: Array(keyText.utf8), format: .pem)
        let settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(try certificate())], privateKey: .privateKey(key))
        return try await GatewayTestServer(tls: try NIOSSLContext(configuration: settings))
    }

    // Made for this test, and worth nothing: no machine trusts the one or knows the other.
    private static let certificateText = """
        -----BEGIN CERTIFICATE-----
        MIIBlTCCATugAwIBAgIUL406KhRGbdnu/2oBUszszxwhjE4wCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzAzNTEyM1oYDzIxMjYxMDMw
        MDM1MTIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAR1yMPr299ryWdvaiAc+LVtvbxxF7p8/SKgv7TsIPqpDDej5+2yB2yS
        +mFZ/2t7ZaowTOqgbMuKljD0kxiTnz6Xo2kwZzAdBgNVHQ4EFgQUTBwQptJcXNV7
        65st5lg9au8ZefIwHwYDVR0jBBgwFoAUTBwQptJcXNV765st5lg9au8ZefIwFAYD
        VR0RBA0wC4IJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
        SAAwRQIgYjPkFYOIEP2ZcCFefDxroCYgROhb51NXSL2i0J622ooCIQDILHtiH1KS
        uVV6lcEcg0vBRtav3/2ecPpqQdNcnTgwFQ==
        -----END CERTIFICATE-----
        """
    private static let keyText = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgewrofy7+DsssWgWe
        +ykp+Da8CZXicfZCQP0LxI1bOvKhRANCAAR1yMPr299ryWdvaiAc+LVtvbxxF7p8
        /SKgv7TsIPqpDDej5+2yB2yS+mFZ/2t7ZaowTOqgbMuKljD0kxiTnz6X
        -----END PRIVATE KEY-----
        """
}

/// What a socket handed on.
private actor Heard {
    private(set) var values: [JSONValue] = []

    func take(_ value: JSONValue) { values.append(value) }
}
