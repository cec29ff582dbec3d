import NIOCore
import NIOHTTP1
import NIOPosix

/// The smallest HTTP client: one connection a call.
struct HTTPClient: Sendable {
    private typealias Channel = NIOAsyncChannel<
        HTTPClientResponsePart, HTTPPart<HTTPRequestHead, ByteBuffer>
    >

    let port: Int

    /// Sends a request and reads the whole answer. A connection that ends without one gives
    /// status 0.
    func send(
        _ method: String, _ path: String, headers: [(String, String)], body: [UInt8]
    ) async throws -> TestAnswer {
        let channel = try await connect()
        var head = HTTPRequestHead(version: .http1_1, method: .RAW(value: method), uri: path)
        head.headers.add(contentsOf: HTTPHeaders(headers))
        head.headers.replaceOrAdd(name: "Host", value: "127.0.0.1")
        head.headers.replaceOrAdd(name: "Content-Length", value: "\(body.count)")
        let request = head
        return try await channel.executeThenClose { inbound, outbound in
            // A server may refuse a long body before it has read it.
            try? await outbound.write(contentsOf: [
                .head(request), .body(ByteBuffer(bytes: body)), .end(nil),
            ])
            return try await Self.read(inbound)
        }
    }

    private func connect() async throws -> Channel {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(RequestPartHandler())
                    return try Channel(wrappingChannelSynchronously: channel)
                }
            }
    }

    private static func read(
        _ inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>
    ) async throws -> TestAnswer {
        var head: HTTPResponseHead?
        var body: [UInt8] = []
        loop: for try await part in inbound {
            switch part {
            case .head(let new): head = new
            case .body(let buffer): body += buffer.readableBytesView
            case .end: break loop
            }
        }
        return TestAnswer(
            status: Int(head?.status.code ?? 0),
            headers: head?.headers.map { ($0.name, $0.value) } ?? [], body: body)
    }
}

/// Wraps byte buffers for the HTTP encoder.
private final class RequestPartHandler: ChannelOutboundHandler {
    typealias OutboundIn = HTTPPart<HTTPRequestHead, ByteBuffer>
    typealias OutboundOut = HTTPClientRequestPart

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        let part: HTTPClientRequestPart =
            switch unwrapOutboundIn(data) {
            case .head(let head): .head(head)
            case .body(let buffer): .body(.byteBuffer(buffer))
            case .end(let trailers): .end(trailers)
            }
        context.write(wrapOutboundOut(part), promise: promise)
    }
}
