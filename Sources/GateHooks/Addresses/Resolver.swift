import GateCore

/// Finds the addresses of a host.
public protocol Resolver: Sendable {
    /// The host's addresses, best first, never none. An address in any spelling that the
    /// system knows (`127.1`, `0x7f000001`) is answered without asking the network.
    /// - Throws: `AddressFault.unresolved`.
    func addresses(of host: String) async throws -> [IPAddress]
}
