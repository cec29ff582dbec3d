/// Why nothing is sent to an address. The words name the host and the kind of place, not
/// the address that a name leads to: a tenant may read them.
public enum AddressFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is no address that a webhook can go to.
    case malformed(String)
    /// It leads to a place where no webhook may go.
    case forbidden(String)
    /// The name has no address, or none was found in time; it may have one later.
    case unresolved(String)

    public var description: String {
        switch self {
        case .malformed(let words), .forbidden(let words), .unresolved(let words): words
        }
    }
}
