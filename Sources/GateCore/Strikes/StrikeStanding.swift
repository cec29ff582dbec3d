/// An end user who was refused of late, and what that has come to.
public struct StrikeStanding: Hashable, Sendable {
    public let user: EndUser
    /// Over the window of the tenant's settings.
    public let tally: StrikeTally
    public let measure: StrikeMeasure

    /// Describes one standing; see the properties.
    public init(_ user: EndUser, _ tally: StrikeTally, _ measure: StrikeMeasure) {
        self.user = user
        self.tally = tally
        self.measure = measure
    }
}
