import Crypto
import Foundation

/// SHA-256, as keys are kept and as prompts are for tenants whose `prompts` is `hashed`.
///
/// Source: FIPS 180-4.
public enum Digest {
    /// The 64 lower case hexadecimal digits of the SHA-256 of `text` in UTF-8.
    public static func sha256Hex(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var hex: [UInt8] = []
        hex.reserveCapacity(SHA256.byteCount * 2)
        for byte in sha256(text) {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        return String(decoding: hex, as: UTF8.self)
    }

    /// The 32 bytes of the SHA-256 of `text` in UTF-8; comparing them takes constant time.
    static func sha256(_ text: String) -> SHA256Digest {
        SHA256.hash(data: Data(text.utf8))
    }
}
