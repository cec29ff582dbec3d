import NIOCore

/// Asks an HTTP proxy for a tunnel, and gets out of the way once it stands.
///
/// Source: RFC 9110, 9.3.6 (CONNECT).
final class ProxyTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let longestAnswer = 16_384

    private let request: String
    private let promise: EventLoopPromise<Void>
    private var answer = ByteBuffer()

    /// - Parameters:
    ///   - authority: where the tunnel leads, as `host:port`.
    ///   - authorization: the value of `Proxy-Authorization`.
    ///   - promise: completed when the tunnel stands or cannot be had.
    init(to authority: String, authorization: String?, promise: EventLoopPromise<Void>) {
        let credentials = authorization.map { "Proxy-Authorization: \($0)\r\n" } ?? ""
        request = "CONNECT \(authority) HTTP/1.1\r\nHost: \(authority)\r\n\(credentials)\r\n"
        self.promise = promise
    }

    func handlerAdded(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        promise.fail(GatewayFault.proxyRefused("it hung up"))  // a second completion is ignored
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        answer.writeBuffer(&bytes)
        if answer.readableBytesView.indices.contains(where: endsHead) {
            finish(String(buffer: answer), context)
        } else if answer.readableBytes > Self.longestAnswer {
            promise.fail(GatewayFault.proxyRefused("its answer is too long"))
        }
    }

    /// Whether the empty line that ends the head ends at `index`.
    private func endsHead(_ index: Int) -> Bool {
        answer.readableBytesView[...index].suffix(4).elementsEqual("\r\n\r\n".utf8)
    }

    private func finish(_ head: String, _ context: ChannelHandlerContext) {
        let line = head.prefix { !$0.isNewline }
        let words = line.split(separator: " ")
        if words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].first == "2" {
            promise.succeed(())
        } else {
            promise.fail(GatewayFault.proxyRefused(String(line.prefix(200))))
        }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
