import NIOCore
import NIOWebSocket

/// Carries frames between a client and the ``GatewayHub``.
struct GatewayConversation: Sendable {
    let socket: any Channel
    let output: Connection.Output
    let address: GatewayAddress
    let backstage: Backstage

    /// What discord.py and others look for at the end of a piece.
    private static let flushMark = 4

    /// Serves until either side ends it.
    func run(_ input: inout Connection.Input) async throws {
        let (id, orders) = backstage.gateway.open(version: address.version)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await write(orders) }
            try await read(&input, id)
            try await group.waitForAll()
        }
    }

    private func read(_ input: inout Connection.Input, _ id: ConnectionID) async throws {
        var code: UInt16?
        defer { backstage.gateway.closed(id, code: code) }
        while case .frame(let frame)? = try await input.next() {
            let data = frame.unmaskedData
            switch frame.opcode {
            case .text, .binary: backstage.gateway.receive(String(buffer: data), from: id)
            case .ping: backstage.gateway.ping(Array(buffer: data), from: id)
            case .connectionClose:
                code = data.getInteger(at: data.readerIndex)
                return
            default: break
            }
        }
    }

    private func write(_ orders: GatewayHub.Orders) async throws {
        // The reader is waiting for the client: it ends with the connection.
        defer { socket.close(promise: nil) }
        let zlib = address.isCompressed ? ZlibStream() : nil
        for await order in orders {
            switch order {
            case .send(let text): try await send(text, zlib)
            case .pong(let data): try await send(.pong, ByteBuffer(bytes: data))
            case .close(let code, let reason):
                // No closing here: the reader goes on until the client has answered. Closing a
                // socket with unread data makes the kernel throw the close frame away.
                var data = ByteBuffer(integer: code)
                data.writeString(reason)
                try await send(.connectionClose, data)
            case .drop: return
            }
        }
    }

    private func send(_ text: String, _ zlib: ZlibStream?) async throws {
        guard let zlib else { return try await send(.text, ByteBuffer(string: text)) }
        let bytes = zlib.compress(text)
        let limit = backstage.control.tunables.splitBytes
        // Clients know the last piece by its last four bytes, so those stay together.
        var end = 0
        while limit > 0, end + limit < bytes.count - Self.flushMark {
            try await send(.binary, ByteBuffer(bytes: bytes[end..<end + limit]))
            end += limit
        }
        try await send(.binary, ByteBuffer(bytes: bytes[end...]))
    }

    private func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer) async throws {
        try await output.write(.frame(WebSocketFrame(fin: true, opcode: opcode, data: data)))
    }
}
