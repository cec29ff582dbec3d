import Crypto
import Foundation
import GateCore

/// Seals what is kept of an account, so that whoever has the database alone has no token.
///
/// AES-256-GCM (NIST SP 800-38D) with a random nonce, under a key that HKDF-SHA256 (RFC 5869)
/// derives from the operator's secret. The account's name is authenticated along, so that a
/// sealed record moved to another name does not open.
public struct AccountSeal: Sendable {
    /// Fewer characters would be easier to guess than the key that they make.
    public static let fewestCharacters = 32

    private let key: SymmetricKey

    /// - Parameter secret: `fewestCharacters` or more, from the environment.
    public init(secret: String) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Data(secret.utf8)),
            salt: Data("promptgate.accounts".utf8), info: Data("1".utf8), outputByteCount: 32)
    }

    /// - Throws: when the record cannot be written as JSON.
    func seal(_ draft: AccountDraft) throws -> Data {
        let plain = try JSONEncoder().encode(draft)
        let box = try AES.GCM.seal(plain, using: key, authenticating: Self.name(draft.id))
        // There is always a combined form with a nonce of twelve bytes.
        guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
        return combined
    }

    /// - Throws: when it was sealed by another key, for another name, or was changed.
    func open(_ sealed: Data, as id: AccountID) throws -> AccountDraft {
        let plain = try AES.GCM.open(
            try AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Self.name(id))
        return try JSONDecoder().decode(AccountDraft.self, from: plain)
    }

    private static func name(_ id: AccountID) -> Data { Data("account \(id)".utf8) }
}
