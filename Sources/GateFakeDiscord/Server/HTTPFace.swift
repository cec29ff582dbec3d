import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The face that a connection shows its task while it speaks HTTP. Told to upgrade, it
/// puts the WebSocket handlers in its own and the HTTP handlers' place.
///
/// NIO's own upgrade looks at a connection's first request only. REST and Gateway share a
/// port here, so a client that keeps its connections may ask for the upgrade in a later one.
final class HTTPFace: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = ConnectionInput
    typealias OutboundIn = ConnectionOutput
    typealias OutboundOut = HTTPServerResponsePart

    /// Longer than any payload that is let through, so that the protocol's own close code
    /// can tell the client.
    private static let longestFrame = 64 << 10
    private let others: [any RemovableChannelHandler]

    /// - Parameter others: the HTTP handlers, the one nearest to the socket last.
    init(removing others: [any RemovableChannelHandler]) { self.others = others }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(wrapInboundOut(.http(unwrapInboundIn(data))))
    }

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        switch unwrapOutboundIn(data) {
        case .http(let part): context.write(wrapOutboundOut(Self.plain(part)), promise: promise)
        case .upgrade(let head):
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: promise)
            upgrade(context)
        case .frame: promise?.fail(ChannelError.operationUnsupported)
        }
    }

    private func upgrade(_ context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        let handlers: [any ChannelHandler] = [
            WebSocketFrameEncoder(),
            ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: Self.longestFrame)),
            WebSocketProtocolErrorHandler(),
            NIOWebSocketFrameAggregator(
                minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 64,
                maxAccumulatedFrameSize: Self.longestFrame),
            FrameFace(),
        ]
        do {
            try pipeline.addHandlers(handlers, position: .after(self))
        } catch {
            return context.close(promise: nil)
        }
        // Bytes that the HTTP decoder still holds go to the frame decoder, which is the next
        // one by then.
        pipeline.removeHandler(self, promise: nil)
        for handler in others { pipeline.removeHandler(handler, promise: nil) }
    }

    private static func plain(
        _ part: HTTPPart<HTTPResponseHead, ByteBuffer>
    ) -> HTTPServerResponsePart {
        switch part {
        case .head(let head): .head(head)
        case .body(let buffer): .body(.byteBuffer(buffer))
        case .end(let trailers): .end(trailers)
        }
    }
}
