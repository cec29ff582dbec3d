import Foundation
import GateCore
import NIOCore
import NIOWebSocket

/// One open WebSocket of the Gateway.
struct GatewaySocket: Sendable {
    typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    /// For the server to answer our close before the connection is cut.
    private static let grace = TimeAmount.seconds(1)
    /// READY of a user with many guilds has some MiB.
    static let largestMessage = 16 << 20

    private let frames: Frames

    /// - Parameter frames: the upgraded channel, whose frames come whole.
    init(_ frames: Frames) { self.frames = frames }

    private var channel: any Channel { frames.channel }

    /// Sends a text frame. Does not wait: a connection that cannot take it ends soon, and
    /// that is what is told.
    func send(_ value: JSONValue) throws {
        let text = try JSONEncoder().encode(value)
        write(.text, ByteBuffer(bytes: text))
    }

    /// Begins to close; the connection ends within a second, whatever the server does.
    func close(code: Int) {
        write(.connectionClose, Self.closing(code))
        channel.eventLoop.scheduleTask(in: Self.grace) { [channel] in
            channel.close(promise: nil)
        }
    }

    /// Hands on what comes, in order and only as fast as it is taken, until the connection
    /// ends or the task is cancelled; then the connection is closed so that the session can
    /// be resumed.
    /// - Returns: the server's close code, if it gave one.
    func receive(_ take: (JSONValue) async -> Void) async throws -> Int? {
        try await frames.executeThenClose { inbound, _ in
            do {
                return try await read(inbound, take)
            } catch is CancellationError {
                try await sayGoodbye()
                return nil
            }
        }
    }

    private func read(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ take: (JSONValue) async -> Void
    ) async throws -> Int? {
        // One for the whole connection, and a new one for the next.
        let inflater = GatewayInflater(limit: Self.largestMessage)
        for try await frame in inbound {
            switch frame.opcode {
            case .text: if let value = Self.value(frame) { await take(value) }
            case .binary: if let value = try Self.value(frame, inflater) { await take(value) }
            case .ping: write(.pong, frame.unmaskedData)
            case .connectionClose: return answerClose(frame)
            default: break
            }
        }
        try Task.checkCancellation()
        return nil
    }

    /// What a frame holds; nil for what is no JSON, of which nothing can be made.
    private static func value(_ frame: WebSocketFrame) -> JSONValue? {
        // try?: the reason does not matter, and the text may hold secrets.
        try? JSONDecoder().decode(JSONValue.self, from: Data(frame.unmaskedData.readableBytesView))
    }

    /// What a compressed frame completes; nil while the message goes on.
    private static func value(
        _ frame: WebSocketFrame, _ inflater: GatewayInflater?
    ) throws -> JSONValue? {
        let bytes = frame.unmaskedData.readableBytesView
        // A server that does not compress may use such frames all the same.
        if bytes.first == UInt8(ascii: "{") { return value(frame) }
        guard let inflater else { throw GatewayFault.badCompression }
        guard let message = try inflater.take(bytes) else { return nil }
        // try?: as above.
        return try? JSONDecoder().decode(JSONValue.self, from: Data(message))
    }

    private func answerClose(_ frame: WebSocketFrame) -> Int? {
        var data = frame.unmaskedData
        write(.connectionClose, data)
        return data.readInteger(as: UInt16.self).map(Int.init)
    }

    private func sayGoodbye() async throws {
        try await channel.writeAndFlush(frame(.connectionClose, Self.closing(4000))).get()
    }

    private static func closing(_ code: Int) -> ByteBuffer {
        ByteBuffer(integer: UInt16(clamping: code))
    }

    private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        channel.writeAndFlush(frame(opcode, data), promise: nil)
    }

    /// Clients mask what they send (RFC 6455, 5.3); NIO leaves that to us.
    private func frame(_ opcode: WebSocketOpcode, _ data: ByteBuffer) -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
    }
}
