import Foundation
import GateCore

/// Makes the secrets that webhooks are signed with.
///
/// Source: Standard Webhooks, "Signature scheme": `whsec_` and 24 to 64 bytes in Base64.
enum WebhookSecret {
    /// A fresh secret of 32 random bytes.
    static func make(_ random: any RandomSource) -> String {
        var bytes = Data()
        for _ in 0..<4 {
            withUnsafeBytes(of: random.next().bigEndian) { bytes.append(contentsOf: $0) }
        }
        return "whsec_" + bytes.base64EncodedString()
    }
}
