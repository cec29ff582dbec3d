import NIOCore
import NIOHTTP1

/// One connection: an HTTP conversation that may turn into a Gateway conversation.
struct Connection: Sendable {
    typealias Channel = NIOAsyncChannel<ConnectionInput, ConnectionOutput>
    typealias Input = NIOAsyncChannelInboundStream<ConnectionInput>.AsyncIterator
    typealias Output = NIOAsyncChannelOutboundWriter<ConnectionOutput>

    /// How long a client may stay silent: nearly three heartbeats of the usual interval.
    private static let patience: TimeAmount = .minutes(2)

    let channel: Channel
    let router: Router
    let backstage: Backstage

    /// Prepares a new connection.
    static func configure(_ channel: any NIOCore.Channel) -> EventLoopFuture<Channel> {
        channel.eventLoop.makeCompletedFuture {
            let encoder = HTTPResponseEncoder()
            let decoder = ByteToMessageHandler(
                HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
            let pipelining = HTTPServerPipelineHandler()
            let errors = HTTPServerProtocolErrorHandler()
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandlers(
                IdleStateHandler(readTimeout: patience), IdleCloser(), encoder, decoder,
                pipelining, errors)
            try pipeline.addHandler(HTTPFace(removing: [errors, pipelining, decoder, encoder]))
            return try Channel(wrappingChannelSynchronously: channel)
        }
    }

    /// Serves until either side ends it.
    func run() async throws {
        try await channel.executeThenClose { inbound, outbound in
            var input = inbound.makeAsyncIterator()
            let http = HTTPConversation(
                socket: channel.channel, output: outbound, router: router, backstage: backstage)
            guard let address = try await http.run(&input) else { return }
            let gateway = GatewayConversation(
                socket: channel.channel, output: outbound, address: address, backstage: backstage)
            try await gateway.run(&input)
        }
    }
}
