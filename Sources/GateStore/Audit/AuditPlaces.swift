import Foundation
import GateCore
import Glibc

/// Where the keys and the signed heads of an audit log are.
public struct AuditPlaces: Sendable {
    /// The keys themselves, where they are given outright.
    private let keys: String?
    /// The file with the keys.
    public let keyFile: String
    /// The file with the signed heads.
    public let headFile: String

    /// - Parameters:
    ///   - directory: the data directory.
    ///   - keys: the keys themselves (`PROMPTGATE_AUDIT_KEY`).
    ///   - keyFile: nil for `audit.key` in the data directory.
    ///   - headFile: nil for `audit.heads` beside the file with the keys.
    public init(
        directory: String, keys: String? = nil, keyFile: String? = nil, headFile: String? = nil
    ) {
        self.keys = keys
        self.keyFile = keyFile ?? directory + "/audit.key"
        let beside = (self.keyFile as NSString).deletingLastPathComponent
        let home = beside.isEmpty ? "audit.heads" : beside + "/audit.heads"
        self.headFile = headFile ?? home
    }

    /// The keys; nil when there is no file with them yet.
    /// - Throws: `StoreError.unavailable`.
    public func keyring() throws -> AuditKeyring? {
        if let keys { return try AuditKeyring(text: keys, from: "PROMPTGATE_AUDIT_KEY") }
        guard access(keyFile, F_OK) == 0 else { return nil }
        guard let bytes = FileManager.default.contents(atPath: keyFile) else {
            throw StoreError(.unavailable, "the audit key file \(keyFile) cannot be read")
        }
        return try AuditKeyring(text: String(decoding: bytes, as: UTF8.self), from: keyFile)
    }

    /// Makes the file with a fresh key, which only its owner reads.
    /// - Throws: `StoreError.unavailable`, when it is there already, too.
    func makeKey(_ random: any RandomSource) throws -> AuditKeyring {
        let key = random.bytes(AuditKey.fewestBytes)
        let text = """
            # Audit records are chained with this key: without it they cannot be verified,
            # and whoever has it can forge them. Keep it away from the database; see docs/audit.md.
            \(Hex.text(key))

            """
        try DurableFile.make(keyFile, holding: Data(text.utf8))
        return try AuditKeyring(text: text, from: keyFile)
    }
}
