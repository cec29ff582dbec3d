import Foundation
import GateCore

/// The keys of an audit log: the current one, and those before it, which what they chained
/// is verified with.
public struct AuditKeyring: Sendable {
    /// Oldest first; never empty.
    let keys: [AuditKey]

    /// What new records are chained with.
    let current: AuditKey

    /// Reads keys: hexadecimal digits or base64, white space or commas between them, oldest
    /// first; `#` begins a comment.
    ///
    /// - Parameters:
    ///   - text: the keys.
    ///   - place: where the text stands, for errors.
    /// - Throws: `StoreError.unavailable`, which never shows a key.
    public init(text: String, from place: String) throws(StoreError) {
        var keys: [AuditKey] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split { $0 == "," || $0.isWhitespace }
            for word in words {
                guard let bytes = Self.bytes(word), bytes.count >= AuditKey.fewestBytes else {
                    throw StoreError(
                        .unavailable,
                        "key \(keys.count + 1) in \(place) is no audit key: write "
                            + "\(AuditKey.fewestBytes) random bytes or more, as hexadecimal "
                            + "digits or base64 (openssl rand -hex 32)")
                }
                keys.append(AuditKey(bytes))
            }
        }
        guard let current = keys.last else {
            throw StoreError(.unavailable, "there is no audit key in \(place)")
        }
        self.keys = keys
        self.current = current
    }

    /// A fresh key.
    init(_ random: any RandomSource) {
        current = AuditKey(random.bytes(AuditKey.fewestBytes))
        keys = [current]
    }

    /// The keyed digest of a prompt whose tenant has prompts hashed, in hexadecimal: the
    /// same for equal prompts, and without the key no guess at a short one can be tested.
    /// It is made with the oldest key, so that a new key does not change it.
    public func promptDigest(_ text: String) -> String {
        Hex.text((keys.first ?? current).code(.prompt, [Data(text.utf8)]))
    }

    /// Whether one of the keys made `code`.
    func isCode(_ code: Data, _ purpose: AuditKey.Purpose, _ parts: [Data]) -> Bool {
        keys.contains { $0.isCode(code, purpose, parts) }
    }

    private static func bytes(_ word: Substring) -> Data? {
        if word.utf8.count >= 2 * AuditKey.fewestBytes, let bytes = Hex.bytes(word) { return bytes }
        return Data(base64Encoded: String(word))
    }
}

extension RandomSource {
    /// That many random bytes.
    func bytes(_ count: Int) -> Data {
        var bytes = Data(capacity: count + 7)
        while bytes.count < count { bytes += Data(bigEndian: Int64(bitPattern: next())) }
        return bytes.prefix(count)
    }
}
