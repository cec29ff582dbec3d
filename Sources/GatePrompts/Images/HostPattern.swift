/// One host of an allow list: a name, or `*.` and a name for all names below it.
struct HostPattern: Hashable, Sendable {
    private let name: String
    private let matchesBelow: Bool

    /// Nil when `text` is neither.
    init?(_ text: String) {
        matchesBelow = text.hasPrefix("*.")
        let name = (matchesBelow ? String(text.dropFirst(2)) : text).lowercased()
        guard LinkHost.isName(name) || (!matchesBelow && LinkHost.isNumeric(name)) else {
            return nil
        }
        self.name = name
    }

    /// Whether that host, in lower case and without a dot at its end, is one of them.
    func matches(_ host: String) -> Bool {
        matchesBelow ? host.hasSuffix(".\(name)") : host == name
    }
}
