import NIOCore
import NIOWebSocket

/// One WebSocket connection: carries frames between the client and the ``GatewayHub``.
struct GatewaySocket: Sendable {
    typealias Channel = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>
    private typealias Writer = NIOAsyncChannelOutboundWriter<WebSocketFrame>

    let channel: Channel
    let address: GatewayAddress
    let backstage: Backstage

    /// Serves until either side ends it.
    func run() async throws {
        let (id, orders) = backstage.gateway.open(version: address.version)
        try await channel.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await read(inbound, id) }
                group.addTask { try await write(orders, outbound) }
                // Whichever ends first ends the other: a socket has no use for one half.
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func read(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ id: ConnectionID
    ) async throws {
        var code: UInt16?
        defer { backstage.gateway.closed(id, code: code) }
        for try await frame in inbound {
            switch frame.opcode {
            case .text, .binary:
                backstage.gateway.receive(String(buffer: frame.unmaskedData), from: id)
            case .ping:
                backstage.gateway.ping(Array(buffer: frame.unmaskedData), from: id)
            case .connectionClose:
                code = frame.unmaskedData.getInteger(at: frame.unmaskedData.readerIndex)
                return
            default: break
            }
        }
    }

    private func write(_ orders: GatewayHub.Orders, _ outbound: Writer) async throws {
        let zlib = address.isCompressed ? ZlibStream() : nil
        for await order in orders {
            switch order {
            case .send(let text): try await send(text, zlib, outbound)
            case .pong(let data):
                try await outbound.write(
                    WebSocketFrame(fin: true, opcode: .pong, data: ByteBuffer(bytes: data)))
            case .close(let code, let reason):
                // The reader goes on until the client has answered, so that what the client
                // has still sent does not make the kernel throw the close frame away.
                try await outbound.write(Self.closing(code, reason))
            case .drop: return
            }
        }
    }

    private func send(_ text: String, _ zlib: ZlibStream?, _ outbound: Writer) async throws {
        guard let zlib else {
            let frame = WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text))
            return try await outbound.write(frame)
        }
        let bytes = zlib.compress(text)
        let limit = backstage.control.tunables.splitBytes
        let step = limit > 0 ? limit : bytes.count
        for start in stride(from: 0, to: bytes.count, by: step) {
            let piece = ByteBuffer(bytes: bytes[start..<min(start + step, bytes.count)])
            try await outbound.write(WebSocketFrame(fin: true, opcode: .binary, data: piece))
        }
    }

    private static func closing(_ code: UInt16, _ reason: String) -> WebSocketFrame {
        var data = ByteBuffer(integer: code)
        data.writeString(reason)
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }
}
