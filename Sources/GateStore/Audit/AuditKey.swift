import Crypto
import Foundation
import GateCore

/// One secret that audit records are chained with. It stands outside the database, so that
/// whoever can write the database alone cannot make a chain that verifies.
struct AuditKey: Sendable {
    /// What each use of the key mixes in, so that no proof of one kind passes for another.
    enum Purpose: String {
        case key, texts, record, link, erasure, head, prompt
    }

    /// Fewer bytes would be easier to guess than the digests that they make.
    static let fewestBytes = 32

    private let secret: SymmetricKey

    /// - Parameter bytes: `fewestBytes` or more.
    init(_ bytes: Data) { secret = SymmetricKey(data: bytes) }

    /// Names the key without giving it away: 16 hexadecimal digits.
    var fingerprint: String { Hex.text(code(.key, []).prefix(8)) }

    /// The HMAC-SHA256 of `parts`, each with its length before it.
    func code(_ purpose: Purpose, _ parts: [Data]) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Self.message(purpose, parts), using: secret))
    }

    /// Whether `code` is that of `parts`; takes the same time for every wrong one.
    func isCode(_ code: Data, _ purpose: Purpose, _ parts: [Data]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Self.message(purpose, parts), using: secret)
    }

    private static func message(_ purpose: Purpose, _ parts: [Data]) -> Data {
        var message = Data("promptgate.audit.\(purpose.rawValue).1\n".utf8)
        for part in parts {
            message += Data(bigEndian: Int64(part.count))
            message += part
        }
        return message
    }
}

extension Data {
    /// Eight bytes, the most significant first.
    init(bigEndian number: Int64) {
        self = Swift.withUnsafeBytes(of: number.bigEndian) { Data($0) }
    }
}
