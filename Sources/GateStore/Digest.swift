import Crypto
import Foundation

/// SHA-256, as API keys are kept.
///
/// Source: FIPS 180-4.
enum Digest {
    /// The 32 bytes of the SHA-256 of `text` in UTF-8; comparing them takes constant time.
    static func sha256(_ text: String) -> SHA256Digest {
        SHA256.hash(data: Data(text.utf8))
    }
}
