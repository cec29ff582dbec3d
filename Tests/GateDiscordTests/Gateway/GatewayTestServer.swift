import Foundation
import GateCore
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// A WebSocket server on a free port whose test says every word of it.
final class GatewayTestServer: Sendable {
    /// What the server saw.
    enum Event: Sendable {
        /// A client connected, asking for that target.
        case opened(GatewayTestClient, target: String)
        case received(JSONValue, masked: Bool)
        case pong(String)
        /// A client closed with that code; its connection ends.
        case closing(code: Int?)
    }

    let port: Int
    private let listening: any Channel

    /// What happened, in order. Read it in one place.
    let events: AsyncStream<Event>

    /// - Parameters:
    ///   - pulse: what HELLO asks for, in milliseconds.
    ///   - refusals: how many handshakes are answered with an error first.
    ///   - tunnel: the CONNECT target that must come before HTTP; nil for no proxy.
    ///   - tls: for a server that is spoken to in TLS.
    init(pulse: Int = 41_250, refusals: Int = 0, tunnel: String? = nil, tls: NIOSSLContext? = nil)
        async throws
    {
        let (events, seen) = AsyncStream.makeStream(of: Event.self)
        let refusals = RefusalCount(refusals)
        self.events = events
        listening = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tunnel { try pipeline.addHandler(TunnelAnswer(expecting: tunnel)) }
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.configureHTTPServerPipeline(
                        withServerUpgrade: (
                            upgraders: [Self.upgrader(pulse, seen, refusals)],
                            completionHandler: { _ in }
                        ))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = listening.localAddress?.port ?? 0
    }

    func stop() async throws { try await listening.close() }

    private static func upgrader(
        _ pulse: Int, _ seen: AsyncStream<Event>.Continuation, _ refusals: RefusalCount
    ) -> NIOWebSocketServerUpgrader {
        NIOWebSocketServerUpgrader(
            maxFrameSize: 1 << 20,
            shouldUpgrade: { channel, _ in
                guard refusals.spend() else {
                    return channel.eventLoop.makeSucceededFuture(HTTPHeaders())
                }
                let head = HTTPResponseHead(version: .http1_1, status: .serviceUnavailable)
                channel.write(HTTPServerResponsePart.head(head), promise: nil)
                channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
                return channel.eventLoop.makeSucceededFuture(nil)
            },
            upgradePipelineHandler: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        GatewayTestClient.Handler(pulse: pulse, target: head.uri, seen: seen))
                }
            })
    }
}

/// The server's end of one connection.
struct GatewayTestClient: Sendable {
    fileprivate let channel: any Channel

    func send(_ value: JSONValue) async throws {
        try await send(parts: [String(decoding: JSONEncoder().encode(value), as: UTF8.self)])
    }

    /// Sends one text message in fragments, with a ping after the first.
    func send(parts: [String]) async throws {
        for (index, part) in parts.enumerated() {
            try await channel.writeAndFlush(
                WebSocketFrame(
                    fin: index == parts.count - 1, opcode: index == 0 ? .text : .continuation,
                    data: ByteBuffer(string: part))
            ).get()
            if index == 0, parts.count > 1 { try await ping("between") }
        }
    }

    func ping(_ text: String) async throws {
        let frame = WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer(string: text))
        try await channel.writeAndFlush(frame).get()
    }

    func close(code: UInt16) async throws {
        let frame = WebSocketFrame(
            fin: true, opcode: .connectionClose, data: ByteBuffer(integer: code))
        try await channel.writeAndFlush(frame).get()
    }

    /// Ends the connection without a word.
    func drop() async throws { try await channel.close() }

    fileprivate final class Handler: ChannelInboundHandler {
        typealias InboundIn = WebSocketFrame
        typealias OutboundOut = WebSocketFrame

        private let pulse: Int
        private let target: String
        private let seen: AsyncStream<GatewayTestServer.Event>.Continuation

        init(
            pulse: Int, target: String, seen: AsyncStream<GatewayTestServer.Event>.Continuation
        ) {
            self.pulse = pulse
            self.target = target
            self.seen = seen
        }

        /// HELLO right behind the handshake's answer, as Discord sends it.
        func handlerAdded(context: ChannelHandlerContext) {
            let hello = #"{"op":10,"d":{"heartbeat_interval":\#(pulse)},"s":null,"t":null}"#
            let frame = WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: hello))
            context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
            seen.yield(.opened(GatewayTestClient(channel: context.channel), target: target))
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let frame = unwrapInboundIn(data)
            var payload = frame.unmaskedData
            switch frame.opcode {
            case .connectionClose:
                seen.yield(.closing(code: payload.readInteger(as: UInt16.self).map(Int.init)))
                context.close(promise: nil)
            case .pong: seen.yield(.pong(String(buffer: payload)))
            default:
                let bytes = Data(payload.readableBytesView)
                // try?: what is no JSON shows as null, which no test expects.
                let value = (try? JSONDecoder().decode(JSONValue.self, from: bytes)) ?? .null
                seen.yield(.received(value, masked: frame.maskKey != nil))
            }
        }
    }
}
