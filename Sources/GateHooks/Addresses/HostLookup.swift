import GateCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `getaddrinfo`, the function that the rest of the system resolves by.
enum HostLookup {
    /// The host's addresses in the system's order, each once.
    ///
    /// - Parameters:
    ///   - host: a name or an address in any spelling.
    ///   - numericOnly: takes no names, and so never waits.
    /// - Throws: `AddressFault.unresolved`.
    static func addresses(of host: String, numericOnly: Bool) throws(AddressFault) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        hints.ai_flags = numericOnly ? AI_NUMERICHOST : 0
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        guard status == 0 else {
            throw .unresolved("\(host): \(String(cString: gai_strerror(status)))")
        }
        defer { freeaddrinfo(list) }
        var found: [IPAddress] = []
        var entry = list
        while let current = entry?.pointee {
            if let address = address(of: current), !found.contains(address) {
                found.append(address)
            }
            entry = current.ai_next
        }
        guard !found.isEmpty else { throw .unresolved("\(host) has no address") }
        return found
    }

    private static func address(of entry: addrinfo) -> IPAddress? {
        guard let socket = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            return socket.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin_addr) { IPAddress(bytes: Array($0)) }
            }
        case AF_INET6:
            return socket.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin6_addr) { IPAddress(bytes: Array($0)) }
            }
        default: return nil
        }
    }
}
