/// The state of the Discord account.
public enum AccountHealth: Hashable, Sendable {
    /// The Gateway session stands.
    case connected
    /// The Gateway session is being made or resumed.
    case connecting
    /// Nothing is sent any more until someone mends it; with the reason.
    case parked(String)
}
