/// libcurl or its thread could not be started.
public struct CurlUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// - Parameter description: what was missing.
    init(_ description: String) { self.description = description }
}
