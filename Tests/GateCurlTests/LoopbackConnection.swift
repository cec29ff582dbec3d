import Glibc

/// The server's side of one connection. Used by one thread at a time.
struct LoopbackConnection: Sendable {
    private let socket: Int32

    init(_ socket: Int32) { self.socket = socket }

    /// The next request's head and body; nil when the client has hung up.
    func request() -> (head: String, body: [UInt8])? {
        var bytes: [UInt8] = []
        while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard let byte = read(1)?.first else { return nil }
            bytes.append(byte)
        }
        let head = String(decoding: bytes, as: UTF8.self)
        let length = head.lowercased().split(separator: "\r\n")
            .first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) }
        guard let length, length > 0 else { return (head, []) }
        return read(length).map { (head, $0) }
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let sent = bytes[start...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            start += sent
        }
    }

    /// Returns when the client has hung up.
    func waitForEnd() { while read(1) != nil {} }

    /// Makes the connection end by RST, not FIN, once its handler returns.
    func endByReset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    func close() { _ = Glibc.close(socket) }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = recv(socket, &bytes, count, Int32(MSG_WAITALL))
        return got == count ? bytes : nil
    }
}
