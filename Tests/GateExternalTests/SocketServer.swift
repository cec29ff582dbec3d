import Glibc
import Synchronization

/// An HTTP server on a free loopback port, one thread a connection, that does what a test
/// says, wrong things included.
final class SocketServer: Sendable {
    struct Failure: Error {}

    /// The server's side of one connection, used by its thread alone.
    struct Connection: Sendable {
        fileprivate let socket: Int32
        fileprivate let server: SocketServer

        /// Waits for a request with a body.
        /// - Returns: false when the client has hung up.
        func request() -> Bool {
            var head: [UInt8] = []
            while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
                guard let byte = read(1)?.first else { return false }
                head.append(byte)
            }
            let text = String(decoding: head, as: UTF8.self).lowercased()
            let length = text.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst("content-length: ".count)) }
            return length.map { $0 == 0 || read($0) != nil } ?? true
        }

        func answer(_ body: String) {
            write("HTTP/1.1 200 OK\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)")
        }

        func write(_ text: String) { _ = write(Array(text.utf8)) }

        /// Writes until the client hangs up.
        func writeEndlessly() {
            let part = [UInt8](repeating: UInt8(ascii: " "), count: 64 << 10)
            while write(part) {}
        }

        private func write(_ bytes: [UInt8]) -> Bool {
            let sent = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            server.bytesSent.add(max(0, sent), ordering: .relaxed)
            return sent == bytes.count
        }

        private func read(_ count: Int) -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: count)
            return recv(socket, &bytes, count, Int32(MSG_WAITALL)) == count ? bytes : nil
        }
    }

    let port: Int
    private let listener: Int32
    private let accepted = Atomic(0)
    private let bytesSent = Atomic(0)

    /// How many connections there were.
    var connections: Int { accepted.load(ordering: .acquiring) }
    /// How many bytes went out.
    var sent: Int { bytesSent.load(ordering: .relaxed) }

    /// - Parameter handler: serves one connection until it returns.
    init(_ handler: @escaping @Sendable (Connection) -> Void) throws {
        (listener, port) = try Self.listen()
        Self.detach { [listener, self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { break }
                self.accepted.add(1, ordering: .acquiringAndReleasing)
                Self.detach {
                    handler(Connection(socket: socket, server: self))
                    close(socket)
                }
            }
            close(listener)
        }
    }

    /// Ends the accepting thread, which closes the socket.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func listen() throws -> (socket: Int32, port: Int) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(socket, generic, size) == 0 && Glibc.listen(socket, 64) == 0
                    && getsockname(socket, generic, &size) == 0
            }
        }
        guard isListening else { throw Failure() }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func detach(_ work: @escaping @Sendable () -> Void) {
        final class Box {
            let work: @Sendable () -> Void
            init(_ work: @escaping @Sendable () -> Void) { self.work = work }
        }
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Box(work))
        let failure = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Box>.fromOpaque(context).takeRetainedValue().work()
                return nil
            }, box.toOpaque())
        precondition(failure == 0, "no thread for the test's server")
        pthread_detach(thread)
    }
}
