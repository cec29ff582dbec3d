import NIOCore
import Synchronization

/// How many handshakes are still to be refused.
final class RefusalCount: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    /// Whether this one is to be refused.
    func spend() -> Bool {
        left.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}

/// Plays the proxy in front of the server: grants one CONNECT, then steps aside.
final class TunnelAnswer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let expected: String

    init(expecting expected: String) { self.expected = expected }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let head = String(buffer: unwrapInboundIn(data))
        let isRight = head.hasPrefix(expected) && head.hasSuffix("\r\n\r\n")
        let answer = isRight ? "200 Connection established" : "407 Who are you?"
        context.writeAndFlush(
            wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 \(answer)\r\nX: y\r\n\r\n")), promise: nil)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
