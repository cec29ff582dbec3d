/// What there is to say of rules before they take effect.
public struct RuleLint: Hashable, Sendable {
    /// Why they cannot take effect; empty when they can.
    public let faults: [RuleFault]
    /// What is probably not meant.
    public let warnings: [RuleFault]

    /// Describes one look; see the properties.
    public init(faults: [RuleFault], warnings: [RuleFault]) {
        self.faults = faults
        self.warnings = warnings
    }
}
