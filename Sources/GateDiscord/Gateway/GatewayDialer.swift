import GateCore
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// Opens Gateway sockets: TCP, a proxy's tunnel, TLS, and the WebSocket handshake.
struct GatewayDialer: Sendable {
    private static let connectTime = TimeAmount.seconds(10)
    /// For everything after TCP.
    private static let handshakeTime = TimeAmount.seconds(20)
    private static let mostFragments = 4096

    private let proxy: ProxyAddress?
    private let trust: NIOSSLTrustRoots

    /// - Parameters:
    ///   - proxy: goes between, when given.
    ///   - trust: who may vouch for a server; the system's list but for tests.
    init(proxy: ProxyAddress?, trust: NIOSSLTrustRoots = .default) {
        self.proxy = proxy
        self.trust = trust
    }

    /// Opens a socket, within half a minute.
    /// - Throws: `GatewayFault`, or what the network, TLS or HTTP said.
    func dial(_ address: GatewayAddress) async throws -> GatewaySocket {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(Self.connectTime)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: proxy?.host ?? address.host, port: proxy?.port ?? address.port).get()
        let cut = channel.eventLoop.scheduleTask(in: Self.handshakeTime) {
            channel.close(promise: nil)
        }
        defer { cut.cancel() }
        do {
            try await tunnel(channel, to: address)
            try await secure(channel, for: address)
            return GatewaySocket(try await upgrade(channel, to: address))
        } catch {
            channel.close(promise: nil)
            throw error
        }
    }

    private func tunnel(_ channel: any Channel, to address: GatewayAddress) async throws {
        guard let proxy else { return }
        let promise = channel.eventLoop.makePromise(of: Void.self)
        channel.eventLoop.execute {
            let tunnel = ProxyTunnel(
                to: address.authority, authorization: proxy.authorization, promise: promise)
            do {
                try channel.pipeline.syncOperations.addHandler(tunnel)
            } catch {
                promise.fail(error)
            }
        }
        try await promise.futureResult.get()
    }

    private func secure(_ channel: any Channel, for address: GatewayAddress) async throws {
        guard address.isSecure else { return }
        var settings = TLSConfiguration.makeClientConfiguration()
        settings.trustRoots = trust
        let context = try NIOSSLContext(configuration: settings)
        try await channel.eventLoop.submit {
            let handler = try NIOSSLClientHandler(
                context: context, serverHostname: address.isNumeric ? nil : address.host)
            try channel.pipeline.syncOperations.addHandler(handler)
        }.get()
    }

    private func upgrade(
        _ channel: any Channel, to address: GatewayAddress
    ) async throws -> GatewaySocket.Frames {
        let upgraded = try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                configuration: configuration(address))
        }.get()
        return try await upgraded.get()
    }

    private func configuration(
        _ address: GatewayAddress
    ) -> NIOUpgradableHTTPClientPipelineConfiguration<GatewaySocket.Frames> {
        let head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: address.target,
            headers: ["Host": address.hostHeader])
        var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
            upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
                upgradeRequestHead: head, upgraders: [upgrader],
                notUpgradingCompletionHandler: { channel in
                    channel.eventLoop.makeFailedFuture(GatewayFault.notUpgraded)
                }))
        // The server speaks first: HELLO may come in one packet with the handshake's answer.
        configuration.leftOverBytesStrategy = .forwardBytes
        return configuration
    }

    private var upgrader: NIOTypedWebSocketClientUpgrader<GatewaySocket.Frames> {
        NIOTypedWebSocketClientUpgrader(maxFrameSize: GatewaySocket.largestMessage) { channel, _ in
            channel.eventLoop.makeCompletedFuture {
                let aggregator = NIOWebSocketFrameAggregator(
                    minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: Self.mostFragments,
                    maxAccumulatedFrameSize: GatewaySocket.largestMessage)
                try channel.pipeline.syncOperations.addHandler(aggregator)
                return try GatewaySocket.Frames(wrappingChannelSynchronously: channel)
            }
        }
    }
}
