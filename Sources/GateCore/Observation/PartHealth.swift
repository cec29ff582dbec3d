/// How one part of the gateway does, for `/readyz`.
public struct PartHealth: Hashable, Sendable {
    /// How it does.
    public enum State: String, Sendable {
        case ok
        /// It does not work as it should, and requests are served all the same.
        case degraded
        /// Requests cannot be served.
        case failed
    }

    /// Its name, as `/readyz` shows it.
    public let name: String
    public let state: State
    /// More of it, beside the state. No secret: `/readyz` needs no key.
    public let detail: [String: JSONValue]

    /// Describes a part; see the properties.
    public init(_ name: String, _ state: State, detail: [String: JSONValue] = [:]) {
        self.name = name
        self.state = state
        self.detail = detail
    }
}
