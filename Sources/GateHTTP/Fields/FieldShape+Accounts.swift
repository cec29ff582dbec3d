import GateCore

extension FieldShape {
    /// What an operator calls a Discord account.
    static let accountID = FieldShape(
        words: "1 to 32 lower-case letters, digits, - and _, a letter or digit first",
        rules: TextRules(longest: 32, pattern: "^[a-z0-9][a-z0-9_-]{0,31}$", example: "second")
    ) { AccountID.isName($0) }

    /// A proxy that opens tunnels. Its pattern has no addresses of IPv6, which are taken.
    static let proxy = FieldShape(
        words: "a proxy: \(ProxyAddress.words)",
        rules: TextRules(
            longest: 512,
            pattern:
                "^http://([a-z0-9]{1,64}(:[a-z0-9]{1,64})?@)?[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?"
                + "(:[1-5][0-9]{0,4})?$",
            example: "http://127.0.0.1:7890")
    ) { $0.utf8.count <= 512 && ProxyAddress($0) != nil }

    /// A token of Discord's: sent in a header as it is.
    static let token = FieldShape(
        words: "the token alone, of 1 to 512 visible characters",
        rules: TextRules(longest: 512, pattern: "^[!-~]+$", example: "the-token-alone")
    ) { text in
        (1...512).contains(text.utf8.count) && text.utf8.allSatisfy { (33...126).contains($0) }
    }
}
