import GateCore
import Logging

/// What the external stages work with.
public struct ExternalParts: Sendable {
    public let transport: any HTTPTransport
    /// The value of an environment variable, for headers with `${NAME}`.
    public let lookup: @Sendable (String) -> String?
    public let time: any Timekeeper
    /// Spreads repeated calls.
    public let random: any RandomSource
    public let log: Logger

    /// Gathers the parts; see the properties.
    public init(
        transport: any HTTPTransport, lookup: @escaping @Sendable (String) -> String?,
        time: any Timekeeper, random: any RandomSource, log: Logger
    ) {
        self.transport = transport
        self.lookup = lookup
        self.time = time
        self.random = random
        self.log = log
    }
}
