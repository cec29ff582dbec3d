import GateCore

/// Makes keys and signing secrets of 256 bits.
struct SecretMaker: Sendable {
    /// Fit for secrets: the operating system's, in production.
    let random: any RandomSource

    /// The secret of a key: `pg_` and 43 characters.
    func key() -> String { "pg_" + Self.base64(bytes(), Self.urlAlphabet) }

    /// The secret that webhooks are signed with, as Standard Webhooks writes it: `whsec_`
    /// and base64, padded.
    func webhook() -> String { "whsec_" + Self.base64(bytes(), Self.alphabet) + "=" }

    /// The public name of a key.
    func keyID() -> KeyID { KeyID("key_" + random.token(16)) }

    private func bytes() -> [UInt8] {
        (0..<4).flatMap { _ in
            let word = random.next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    /// RFC 4648 §5: no character that a shell or an address would mind.
    private static let urlAlphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    /// RFC 4648 without padding; 32 bytes give 43 characters.
    private static func base64(_ bytes: [UInt8], _ alphabet: [Character]) -> String {
        var text = ""
        var pending: UInt32 = 0
        var bits = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(pending >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(pending << UInt32(6 - bits) & 63)]) }
        return text
    }
}
