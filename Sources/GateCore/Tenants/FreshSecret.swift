/// Makes the secrets that tenants are given.
public enum FreshSecret {
    /// `pg_` and 43 characters of `0-9a-z`: 222 bits.
    public static func apiKey(_ random: any RandomSource) -> String {
        "pg_" + random.token(43)
    }

    /// The public name of a key: `key_` and 16 characters of `0-9a-z`.
    public static func keyID(_ random: any RandomSource) -> KeyID {
        KeyID("key_" + random.token(16))
    }

    /// `whsec_` and the base64 of 32 random bytes.
    ///
    /// Source: Standard Webhooks, "Signature scheme" (24 to 64 bytes).
    public static func webhook(_ random: any RandomSource) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        // 256 bits are 42 digits of six bits and one that uses its upper four.
        var digits = (0..<42).map { _ in alphabet[Int(random.next() >> 58)] }
        digits.append(alphabet[Int(random.next() >> 60) << 2])
        return "whsec_" + String(digits) + "="
    }
}
