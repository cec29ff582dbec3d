import Glibc

/// The socket calls of the loopback server.
enum LoopbackSocket {
    struct Failure: Error { let call: String }

    /// A listening socket on a free port of 127.0.0.1.
    static func listen(backlog: Int32 = 512) throws -> (socket: Int32, port: Int) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = try withUnsafeMutablePointer(to: &address) { address in
            try address.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(socket, generic, size) == 0 else { throw Failure(call: "bind") }
                guard Glibc.listen(socket, backlog) == 0 else { throw Failure(call: "listen") }
                guard getsockname(socket, generic, &size) == 0 else {
                    throw Failure(call: "getsockname")
                }
            }
            return Int(UInt16(bigEndian: address.pointee.sin_port))
        }
        return (socket, port)
    }

    /// Begins to dial a loopback port and leaves it at that.
    static func dialWithoutWaiting(_ port: Int) throws -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = Glibc.socket(AF_INET, type, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
        }
        guard result == 0 || errno == EINPROGRESS else { throw Failure(call: "connect") }
        return socket
    }

    static func shut(_ socket: Int32) { close(socket) }

    /// A port that nobody listens on: it was free a moment ago.
    static func refusingPort() throws -> Int {
        let (socket, port) = try listen()
        close(socket)
        return port
    }

    /// Runs `work` on a thread of its own.
    static func detach(_ work: @escaping @Sendable () -> Void) {
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
