import GateCore
import Glibc
import NIOCore

/// The address that the gateway was to listen on cannot be had; with what to do.
struct ListenFault: Error, CustomStringConvertible {
    let description: String

    /// What `error` means for a server on `host` and `port`; `error` itself, when it is
    /// not about the address.
    static func explained(_ error: any Error, host: String, port: Int) -> any Error {
        let place = "cannot listen on \(host):\(port)"
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE:
            return ListenFault(
                description: "\(place): another program does; stop it, or choose another port "
                    + "with --port (PROMPTGATE_PORT).")
        case let error as IOError where error.errnoCode == EACCES:
            return ListenFault(
                description: "\(place): ports below 1024 need more rights; choose another "
                    + "with --port (PROMPTGATE_PORT).")
        case let error as IOError where error.errnoCode == EADDRNOTAVAIL:
            return unusable(place)
        case is SocketAddressError.UnknownHost: return unusable(place)
        default: return error
        }
    }

    private static func unusable(_ place: String) -> ListenFault {
        ListenFault(
            description: "\(place): this machine has no such address; choose another with "
                + "--host (PROMPTGATE_HOST).")
    }
}
