import Crypto
import Foundation
import GateCore

/// What an answer is remembered by: the SHA-256 of the tenant and of all that is sent. By
/// tenant even where the format does not send it, or the time that an answer takes would
/// tell one tenant what another asked.
struct CacheKey: Hashable, Sendable {
    private let digest: SHA256.Digest

    /// - Parameters:
    ///   - tenant: who asks.
    ///   - body: what is sent.
    init(_ tenant: TenantID, _ body: [UInt8]) {
        var hash = SHA256()
        // No id has a zero in it, so no two pairs are one.
        hash.update(data: Data(tenant.rawValue.utf8) + [0])
        hash.update(data: body)
        digest = hash.finalize()
    }
}
