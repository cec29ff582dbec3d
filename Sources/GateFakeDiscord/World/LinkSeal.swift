import GateCore

/// The `ex`, `is` and `hm` of a signed link: when it ends, when it was made, and a
/// signature. All three are hexadecimal.
///
/// Source: Discord's documentation, "Signed Attachment CDN URLs".
struct LinkSeal: Hashable, Sendable {
    let expires: Timestamp
    let issued: Timestamp
    let signature: String

    /// A day, as on Discord.
    static let life: Duration = .seconds(86_400)

    /// A seal made at `issued`. The signature is random and kept with the file, which is as
    /// hard to guess as one that is computed.
    init(issued: Timestamp, random: any RandomSource) {
        self.issued = issued
        expires = issued + Self.life
        signature = (0..<4).map { _ in
            let digits = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The link's query.
    var query: String {
        "ex=\(String(expires.seconds, radix: 16))&is=\(String(issued.seconds, radix: 16))"
            + "&hm=\(signature)"
    }

    /// Whether a link's query is this seal's, and not yet over.
    func admits(_ query: [String: String], at now: Timestamp) -> Bool {
        query["ex"] == String(expires.seconds, radix: 16) && query["hm"] == signature
            && now < expires
    }
}
