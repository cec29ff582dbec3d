import Foundation

/// A request's target, taken apart.
struct RequestTarget: Hashable, Sendable {
    /// The path's parts between its slashes, percent-decoded, empty ones left out.
    let segments: [String]
    /// Percent-decoded; of two with one name the last one counts.
    let query: [String: String]

    /// - Parameter uri: as in the request line: `/path?name=value&…`.
    init(_ uri: String) {
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        segments = (parts.first ?? "").split(separator: "/").map(Self.decoded)
        var query: [String: String] = [:]
        for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            query[Self.decoded(sides[0])] = sides.count > 1 ? Self.decoded(sides[1]) : ""
        }
        self.query = query
    }

    private static func decoded(_ text: Substring) -> String {
        text.contains("%") ? (String(text).removingPercentEncoding ?? String(text)) : String(text)
    }
}
