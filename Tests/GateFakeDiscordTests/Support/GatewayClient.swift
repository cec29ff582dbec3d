import GateCore
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

@testable import GateFakeDiscord

/// A small Gateway client that sees every payload as it comes.
final class GatewayClient {
    /// How the server ended a connection.
    enum Ending: Equatable {
        case code(UInt16)
        /// Without a close frame.
        case silent
    }

    private typealias Channel = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>
    private var input: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator
    private let output: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    private let inflater: Inflater?
    private var hasSaidGoodbye = false
    /// How many WebSocket messages have come.
    private(set) var messageCount = 0

    private init(
        _ input: NIOAsyncChannelInboundStream<WebSocketFrame>,
        _ output: NIOAsyncChannelOutboundWriter<WebSocketFrame>, isCompressed: Bool
    ) {
        self.input = input.makeAsyncIterator()
        self.output = output
        inflater = isCompressed ? Inflater() : nil
    }

    /// Connects, and closes the connection when `body` is done.
    static func with<Result: Sendable>(
        port: Int, query: String = "v=10&encoding=json",
        _ body: (GatewayClient) async throws -> Result
    ) async throws -> Result {
        let channel = try await connect(port: port, query: query)
        return try await channel.executeThenClose { inbound, outbound in
            try await body(
                GatewayClient(inbound, outbound, isCompressed: query.contains("zlib-stream")))
        }
    }

    /// The next payload.
    func next() async throws -> JSONValue {
        while let frame = try await input.next() {
            let bytes = Array(buffer: frame.data)
            switch frame.opcode {
            case .text: return try JSONValue(parsing: bytes)
            case .binary:
                messageCount += 1
                if let text = inflater?.take(bytes) { return try JSONValue(parsing: text) }
            case .connectionClose: throw ClientFault.closed
            default: continue
            }
        }
        throw ClientFault.closed
    }

    /// The next dispatch of that name; those before it are skipped.
    func next(_ name: String) async throws -> JSONValue {
        while true {
            let payload = try await next()
            if payload["t"]?.string == name { return payload }
        }
    }

    /// Dispatches up to and with the first one of that name.
    func dispatches(upTo name: String) async throws -> [JSONValue] {
        var seen: [JSONValue] = []
        repeat { seen.append(try await next()) } while seen.last?["t"]?.string != name
        return seen.filter { $0["op"] == 0 }
    }

    /// How the server ends the connection; payloads before that are skipped.
    func ending() async throws -> Ending {
        while let frame = try await input.next() {
            guard frame.opcode == .connectionClose else { continue }
            var data = frame.data
            let code: UInt16? = data.readInteger()
            if !hasSaidGoodbye { try await close(code ?? 1000) }
            return .code(code ?? 0)
        }
        return .silent
    }

    func send(_ payload: JSONValue) async throws {
        try await send(.text, ByteBuffer(string: payload.text))
    }

    func close(_ code: UInt16) async throws {
        hasSaidGoodbye = true
        try await send(.connectionClose, ByteBuffer(integer: code))
    }

    private func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer) async throws {
        try await output.write(
            WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data))
    }

    private static func connect(port: Int, query: String) async throws -> Channel {
        let upgraded = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try configure(channel, query) }
            }
        guard let channel = try await upgraded.get() else { throw ClientFault.refused }
        return channel
    }

    private static func configure(
        _ channel: any NIOCore.Channel, _ query: String
    ) throws -> EventLoopFuture<Channel?> {
        let upgrader = NIOTypedWebSocketClientUpgrader<Channel?>(maxFrameSize: 1 << 20) {
            channel, _ in
            channel.eventLoop.makeCompletedFuture {
                try Channel(wrappingChannelSynchronously: channel)
            }
        }
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/gateway?\(query)")
        head.headers.add(name: "Host", value: "127.0.0.1")
        var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
            upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
                upgradeRequestHead: head, upgraders: [upgrader],
                notUpgradingCompletionHandler: { $0.eventLoop.makeSucceededFuture(nil) }))
        // HELLO comes right behind the 101.
        configuration.leftOverBytesStrategy = .forwardBytes
        return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
            configuration: configuration)
    }
}

enum ClientFault: Error {
    /// The server did not upgrade the connection.
    case refused
    /// The connection ended before what was waited for.
    case closed
}

extension GatewayClient {
    static let user: JSONValue = [
        "op": 2, "d": ["token": "tester", "capabilities": 16381, "properties": ["os": "linux"]],
    ]

    static func bot(intents: Int64) -> JSONValue {
        [
            "op": 2,
            "d": ["token": "robot", "intents": .int(intents), "properties": ["os": "linux"]],
        ]
    }

    /// HELLO, then IDENTIFY.
    /// - Returns: READY.
    @discardableResult
    func identify(_ payload: JSONValue = GatewayClient.user) async throws -> JSONValue {
        _ = try await next()
        try await send(payload)
        return try await next("READY")
    }

    /// HELLO, then RESUME.
    func resume(_ session: JSONValue?, after sequence: JSONValue?) async throws {
        _ = try await next()
        try await send([
            "op": 6,
            "d": ["token": "tester", "session_id": session ?? .null, "seq": sequence ?? .null],
        ])
    }
}
