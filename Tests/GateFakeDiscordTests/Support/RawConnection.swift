import NIOCore
import NIOPosix

/// One TCP connection, for what no client library does on purpose.
struct RawConnection: Sendable {
    let port: Int

    /// Sends each text and reads until its answer has come.
    /// - Returns: all that came.
    func exchange(_ turns: [(text: String, answer: String)]) async throws -> String {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var input = inbound.makeAsyncIterator()
            var seen = ""
            for turn in turns {
                try await outbound.write(ByteBuffer(string: turn.text))
                while !seen.contains(turn.answer), let buffer = try await input.next() {
                    seen += String(buffer: buffer)
                }
            }
            return seen
        }
    }
}
