import Crypto
import Foundation
import GateCore

/// Signs webhooks, so that a receiver knows who wrote one and that it is fresh.
///
/// Source: the Standard Webhooks specification 1.0, "Signature scheme" (symmetric).
public struct WebhookSignature: Sendable {
    private let keys: [SymmetricKey]

    /// - Parameter secrets: each `whsec_` and base64; more than one while a tenant
    ///   changes from the old to the new one.
    /// - Throws: `WebhookSecretFault`, also when there is none.
    public init(secrets: [String]) throws(WebhookSecretFault) {
        guard !secrets.isEmpty else { throw WebhookSecretFault() }
        var keys: [SymmetricKey] = []
        for secret in secrets { keys.append(try Self.key(secret)) }
        self.keys = keys
    }

    /// The three headers of a webhook.
    ///
    /// - Parameters:
    ///   - id: the same over all retries.
    ///   - time: of this attempt; receivers refuse what is minutes old.
    ///   - body: the bytes that are sent.
    public func headers(
        id: NoticeID, at time: Timestamp, body: [UInt8]
    ) -> [(name: String, value: String)] {
        let stamp = String(time.seconds)
        let content = Array("\(id).\(stamp).".utf8) + body
        let signatures = keys.map { key in
            let code = HMAC<SHA256>.authenticationCode(for: content, using: key)
            return "v1,\(Data(code).base64EncodedString())"
        }
        return [
            ("webhook-id", id.rawValue),
            ("webhook-timestamp", stamp),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    private static func key(_ secret: String) throws(WebhookSecretFault) -> SymmetricKey {
        let prefix = "whsec_"
        let encoded = secret.hasPrefix(prefix) ? secret.dropFirst(prefix.count) : ""
        // Some makers of secrets leave the padding out; receivers' libraries take both.
        let padding = String(repeating: "=", count: (4 - encoded.count % 4) % 4)
        guard let bytes = Data(base64Encoded: encoded + padding), !bytes.isEmpty else {
            throw WebhookSecretFault()
        }
        return SymmetricKey(data: bytes)
    }
}
