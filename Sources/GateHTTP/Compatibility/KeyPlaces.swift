/// Where a call may carry its key besides `Authorization: Bearer`: the clients of other
/// APIs put it where those have it.
struct KeyPlaces: OptionSet, Sendable {
    let rawValue: Int

    /// `X-API-Key`.
    static let apiKeyHeader = KeyPlaces(rawValue: 1)
    /// `X-Goog-Api-Key`.
    static let googleHeader = KeyPlaces(rawValue: 2)
    /// `?key=`.
    static let query = KeyPlaces(rawValue: 4)

    /// What a caller without a key is told.
    var words: String {
        var places = ["Authorization: Bearer"]
        if contains(.apiKeyHeader) { places.append("X-API-Key") }
        if contains(.googleHeader) { places.append("X-Goog-Api-Key") }
        if contains(.query) { places.append("?key=") }
        guard let last = places.popLast(), !places.isEmpty else {
            return "Send Authorization: Bearer and a key."
        }
        return "Send a key in \(places.joined(separator: ", ")) or \(last)."
    }
}
