import GateCore
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

@testable import GateCurl

@Suite("libcurl's transport over TLS", .timeLimit(.minutes(1)))
struct CurlTransportTLSTests {
    @Test("A certificate that nobody vouches for gets nothing of the request")
    func selfSigned() async throws {
        let received = ByteCount()
        let server = try await Self.serve(received)
        let port = try #require(server.localAddress?.port)
        let transport = try CurlTransport()
        await #expect(
            performing: {
                try await transport.send(HTTPCall("POST", "https://localhost:\(port)/", body: [1]))
            },
            throws: { error in
                if case HTTPFault.notSent(let text) = error {
                    text.contains("certificate")
                } else {
                    false
                }
            })
        try await server.close()
        #expect(received.total == 0)
    }

    private static func serve(_ received: ByteCount) async throws -> any Channel {
        var settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)))
        settings.applicationProtocols = ["http/1.1"]
        let context = try NIOSSLContext(configuration: settings)
        return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        NIOSSLServerHandler(context: context), ByteCounter(received),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    // Made for this test, and worth nothing: no machine trusts the one or knows the other.
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBnDCCAUGgAwIBAgIUGMb1keGicCC78LtvtETsX4f5UOEwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzAzMDY0NFoYDzIxMjYxMDMw
        MDMwNjQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAATsSv4YBlVnVeMLzyH8ZwyApIS4Py2NYs8VFfRRR061brP98GdPPwtX
        Sr9CxT0Q+X2hiAnQigUVbbtdioT0pHNfo28wbTAdBgNVHQ4EFgQUcTfT0D6cP3je
        tbxLq0SoKlqHMVYwHwYDVR0jBBgwFoAUcTfT0D6cP3jetbxLq0SoKlqHMVYwDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
        zj0EAwIDSQAwRgIhAPMflKhyqI90GsCytBf1ycLE4giQ1JLCWKoycLv3b5imAiEA
        rJBhE7Ntk+jlAUty8hiKQWiB7FzTe7yWw4pSbhm1ljo=
        -----END CERTIFICATE-----
        """
    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2wh47C1d7Rf+6MSv
        UE5HEqkPxrHRCUdQqNTN3udz2U2hRANCAATsSv4YBlVnVeMLzyH8ZwyApIS4Py2N
        Ys8VFfRRR061brP98GdPPwtXSr9CxT0Q+X2hiAnQigUVbbtdioT0pHNf
        -----END PRIVATE KEY-----
        """
}

private final class ByteCount: Sendable {
    private let count = Mutex(0)

    var total: Int { count.withLock { $0 } }

    func add(_ bytes: Int) { count.withLock { $0 += bytes } }
}

private final class ByteCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let received: ByteCount

    init(_ received: ByteCount) { self.received = received }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.add(unwrapInboundIn(data).readableBytes)
    }
}
