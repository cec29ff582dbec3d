import Crypto
import Foundation

/// SHA-256, for keys and for prompts that are kept as digests.
public enum Digest {
    /// The digest of a text's UTF-8, in lower-case hexadecimal.
    public static func sha256Hex(_ text: String) -> String {
        sha256(text).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    static func sha256(_ text: String) -> Data {
        Data(SHA256.hash(data: Data(text.utf8)))
    }

    /// Whether two digests are equal, in a time that does not tell where they differ.
    static func equal(_ left: Data, _ right: Data) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
