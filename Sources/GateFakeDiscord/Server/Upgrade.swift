import NIOCore
import NIOHTTP1
import NIOWebSocket

/// What a connection turned out to be after its first request.
enum Upgrade: Sendable {
    /// Plain HTTP, the first request included.
    case http(HTTPConnection.Channel)
    /// A Gateway connection.
    case gateway(GatewaySocket.Channel, GatewayAddress)
}

extension Upgrade {
    /// Longer than any payload that is let through, so that the protocol's own close code
    /// can tell the client.
    private static let longestFrame = 64 << 10
    /// What may stay silent: three heartbeats of the default interval.
    private static let patience: TimeAmount = .minutes(2)

    /// Prepares a new connection.
    static func configure(
        _ channel: any NIOCore.Channel
    ) -> EventLoopFuture<EventLoopFuture<Upgrade>> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(IdleStateHandler(readTimeout: patience))
            try pipeline.addHandler(IdleCloser())
            let upgrade = NIOTypedHTTPServerUpgradeConfiguration<Upgrade>(
                upgraders: [upgrader], notUpgradingCompletionHandler: http)
            return try pipeline.configureUpgradableHTTPServerPipeline(
                configuration: .init(upgradeConfiguration: upgrade))
        }
    }

    private static func http(_ channel: any NIOCore.Channel) -> EventLoopFuture<Upgrade> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(ResponsePartHandler())
            return .http(try HTTPConnection.Channel(wrappingChannelSynchronously: channel))
        }
    }

    private static var upgrader: NIOTypedWebSocketServerUpgrader<Upgrade> {
        NIOTypedWebSocketServerUpgrader(
            maxFrameSize: longestFrame,
            shouldUpgrade: { channel, head in
                let accepted = GatewayAddress(head.uri) != nil
                return channel.eventLoop.makeSucceededFuture(accepted ? HTTPHeaders() : nil)
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64,
                            maxAccumulatedFrameSize: longestFrame))
                    // `shouldUpgrade` has let only readable addresses through.
                    guard let address = GatewayAddress(head.uri) else {
                        throw NIOWebSocketUpgradeError.unsupportedWebSocketTarget
                    }
                    return .gateway(
                        try GatewaySocket.Channel(wrappingChannelSynchronously: channel), address)
                }
            })
    }
}
