import Crypto
import Foundation
import GateCore

/// One secret that audit records are chained with. It stands outside the database, so that
/// whoever can write the database alone cannot make a chain that verifies.
struct AuditKey: Sendable {
    /// What each use of the key mixes in, so that no proof of one kind passes for another.
    enum Purpose: String {
        case key, texts, record, link, erasure, head, prompt

        fileprivate var prefix: [UInt8] { Array("promptgate.audit.\(rawValue).1\n".utf8) }
    }

    /// Fewer bytes would be easier to guess than the digests that they make.
    static let fewestBytes = 32

    /// The code of nothing yet: to copy it saves the two blocks that taking in a key costs,
    /// and a record needs the same key twice.
    private let keyed: HMAC<SHA256>

    /// - Parameter bytes: `fewestBytes` or more.
    init(_ bytes: Data) { keyed = HMAC<SHA256>(key: SymmetricKey(data: bytes)) }

    /// Names the key without giving it away: 16 hexadecimal digits.
    var fingerprint: String { Hex.text(code(.key, []).prefix(8)) }

    /// The HMAC-SHA256 of `parts`, each with its length before it.
    func code(_ purpose: Purpose, _ parts: [Data]) -> Data {
        Data(authentication(purpose, parts))
    }

    /// Whether `code` is that of `parts`; takes the same time for every wrong one.
    func isCode(_ code: Data, _ purpose: Purpose, _ parts: [Data]) -> Bool {
        authentication(purpose, parts) == code
    }

    private func authentication(_ purpose: Purpose, _ parts: [Data]) -> HMAC<SHA256>.MAC {
        var code = keyed
        code.update(data: purpose.prefix)
        for part in parts {
            withUnsafeBytes(of: Int64(part.count).bigEndian) { code.update(data: $0) }
            code.update(data: part)
        }
        return code.finalize()
    }
}

extension Data {
    /// Eight bytes, the most significant first.
    init(bigEndian number: Int64) {
        self = Swift.withUnsafeBytes(of: number.bigEndian) { Data($0) }
    }
}
