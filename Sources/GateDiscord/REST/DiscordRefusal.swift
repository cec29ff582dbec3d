import GateCore

/// An answer that is no success, with what Discord says about it.
///
/// Source: Discord's API documentation, "Error Messages" and "JSON Error Codes".
struct DiscordRefusal: Hashable, Sendable {
    let status: Int
    /// Discord's own number: 50035 for a malformed body.
    let code: Int64?
    /// Words for logs and tenants, bounded, without control characters.
    let text: String
    /// Whether the command's version is not the current one any more.
    let isStaleVersion: Bool
    /// How long Discord asks to wait.
    let retryAfter: Duration?
    /// Whether it was turned away before it reached Discord's API.
    let isFrontDoor: Bool

    /// - Returns: nil for a success.
    init?(_ answer: HTTPAnswer) {
        guard !(200..<300).contains(answer.status) else { return nil }
        let body = DiscordJSON.decode(answer.body)
        let faults = body?["errors"].map { Self.faults(in: $0) } ?? []
        status = answer.status
        code = body?["code"]?.int
        text = Self.text(status, code, [body?["message"]?.string, faults.first?.message])
        isStaleVersion = faults.contains {
            $0.code == "INTERACTION_APPLICATION_COMMAND_INVALID_VERSION"
        }
        let news = RateLimitNews(answer)
        isFrontDoor = news.isFrontDoor
        retryAfter =
            news.retryAfter
            ?? RateLimitNews.duration(answer.header("Retry-After"))
    }

    /// Why the account may not send any more: a refused token (401), no access (403), a
    /// phone or mail address to be verified (40002); nil when it may.
    var cause: AccountCondition.Cause? {
        if isFrontDoor { return nil }
        if status == 401 { return .tokenRefused }
        if code == 40002 { return .verification }
        return status == 403 ? .noAccess : nil
    }

    private static func text(_ status: Int, _ code: Int64?, _ words: [String?]) -> String {
        let number = code.map { ", code \($0)" } ?? ""
        let words = words.compactMap { $0 }.map(plain).filter { !$0.isEmpty }
        return "Discord answered \(status)\(number)"
            + (words.isEmpty ? "." : ": " + words.joined(separator: ": "))
    }

    private static func plain(_ words: String) -> String {
        let scalars = words.unicodeScalars.prefix(300).map { scalar in
            scalar.properties.generalCategory == .control ? " " : scalar
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// The `_errors` anywhere below `tree`, which follows the shape of the body that was
    /// sent; ours are not deeper than 8.
    private static func faults(
        in tree: JSONValue, depth: Int = 8
    ) -> [(code: String?, message: String?)] {
        guard depth > 0, let members = tree.object else { return [] }
        let own = members["_errors"]?.array ?? []
        let below = members.sorted { $0.key < $1.key }.filter { $0.key != "_errors" }
        return own.map { ($0["code"]?.string, $0["message"]?.string) }
            + below.flatMap { faults(in: $0.value, depth: depth - 1) }
    }
}
