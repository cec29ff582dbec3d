/// What kind of place an address is.
public enum AddressClass: Hashable, Sendable {
    /// Anyone's machine on the Internet.
    case `public`
    /// This machine or its own network; with the kind, in words. Fit for tests.
    case local(String)
    /// No place for a webhook whatever the settings; with the kind, in words.
    case special(String)
}
