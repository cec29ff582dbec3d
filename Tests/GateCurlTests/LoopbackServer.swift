import Glibc
import Synchronization

/// A TCP server on a free loopback port, one thread a connection, that does exactly what
/// a test says, wrong things included.
final class LoopbackServer: Sendable {
    /// Serves one connection until it returns.
    typealias Handler = @Sendable (LoopbackConnection) -> Void

    let port: Int
    private let listener: Int32
    private let accepted = Atomic(0)

    /// How many connections there were.
    var connections: Int { accepted.load(ordering: .acquiring) }
    var url: String { "http://127.0.0.1:\(port)" }

    /// Listens on 127.0.0.1.
    init(_ handler: @escaping Handler) throws {
        (listener, port) = try LoopbackSocket.listen()
        LoopbackSocket.detach { [listener, self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else {
                    close(listener)
                    return
                }
                self.accepted.add(1, ordering: .acquiringAndReleasing)
                LoopbackSocket.detach {
                    let connection = LoopbackConnection(socket)
                    handler(connection)
                    connection.close()
                }
            }
        }
    }

    /// Answers every request of every connection with the same bytes.
    convenience init(answering answer: String) throws {
        try self.init { connection in
            while connection.request() != nil { connection.write(answer) }
        }
    }

    /// Ends the accepting thread, which closes the socket itself: its number must not be
    /// another test's while the thread still uses it.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }
}
