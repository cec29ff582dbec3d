import NIOCore
import NIOWebSocket

/// The face that a connection shows its task once it speaks WebSocket.
final class FrameFace: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = ConnectionInput
    typealias OutboundIn = ConnectionOutput
    typealias OutboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(wrapInboundOut(.frame(unwrapInboundIn(data))))
    }

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        guard case .frame(let frame) = unwrapOutboundIn(data) else {
            promise?.fail(ChannelError.operationUnsupported)
            return
        }
        context.write(wrapOutboundOut(frame), promise: promise)
    }
}
