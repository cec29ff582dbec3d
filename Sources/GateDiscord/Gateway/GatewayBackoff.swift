import GateCore

/// How long to wait before the next connection: anything up to a bound that doubles with
/// each one, from 1 s to 60 s ("full jitter"), so that many clients do not come at once.
struct GatewayBackoff: Hashable, Sendable {
    private static let longest = 60.0

    private var attempts = 0

    /// The next waiting time.
    mutating func next(_ random: any RandomSource) -> Duration {
        let bound = min(Self.longest, Double(1 << min(attempts, 6)))
        attempts += 1
        return .seconds(bound * random.fraction())
    }

    /// The connection has proven good.
    mutating func reset() { attempts = 0 }
}
