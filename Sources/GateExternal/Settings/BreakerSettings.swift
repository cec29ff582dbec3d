import GateCore

/// When a circuit breaker opens, and for how long.
public struct BreakerSettings: Hashable, Sendable {
    /// So many failures open it,
    let failures: Int
    /// within this time,
    let within: Duration
    /// when they are also this share of the calls then: a busy service may fail now and again.
    let share: Double
    /// How long no call is made.
    let openFor: Duration

    /// Describes a breaker; see the properties.
    init(
        failures: Int = 5, within: Duration = .seconds(30), share: Double = 0.1,
        openFor: Duration = .seconds(15)
    ) {
        self.failures = failures
        self.within = within
        self.share = share
        self.openFor = openFor
    }

    /// Reads `breaker:`; the defaults where it is absent.
    init(_ fields: SettingFields?) {
        let usual = BreakerSettings()
        self.init(
            failures: fields?.integer("failures", in: 1...10_000) ?? usual.failures,
            within: fields?.duration("within", in: .milliseconds(100) ... .seconds(3600))
                ?? usual.within,
            share: fields?.number("share", in: 0...1) ?? usual.share,
            openFor: fields?.duration("open_for", in: .milliseconds(10) ... .seconds(3600))
                ?? usual.openFor)
    }
}
