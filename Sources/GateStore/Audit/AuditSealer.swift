import Foundation
import GRDB
import GateCore

/// Makes the proofs that audit records carry.
///
/// Three of them: the *commitment* binds a record to its texts, through a salt that is kept
/// with the texts, so that they can be erased and nobody can test a guess at them; the
/// *digest* covers the record and the commitment; the *link* covers the digest, the record's
/// number and the link before it, so that no record can be changed, left out or moved.
struct AuditSealer: Sendable {
    /// Signed after this many records at the latest.
    static let headInterval: Int64 = 256
    /// What the first record is linked to.
    static let origin = Data(repeating: 0, count: 32)
    /// Bytes of a salt.
    static let saltBytes = 16

    let keys: AuditKeyring
    let time: any Timekeeper
    let random: any RandomSource
    /// The last record, which the next one is linked to.
    let tip = AuditTip()

    /// Binds to `texts`, JSON in UTF-8. Whoever has the salt can check it, without any key.
    static func commitment(to texts: Data, salt: Data) -> Data {
        AuditKey(salt).code(.texts, [texts])
    }

    /// What the digest covers.
    static func digestParts(record: Data, commitment: Data) -> [Data] { [commitment, record] }

    /// What the link covers.
    static func linkParts(_ sequence: Int64, after previous: Data, _ digest: Data) -> [Data] {
        [previous, Data(bigEndian: sequence), digest]
    }

    /// The commitment and the digest of a record.
    func seals(_ record: Data, texts: Data, salt: Data) -> (commitment: Data, digest: Data) {
        let commitment = Self.commitment(to: texts, salt: salt)
        let parts = Self.digestParts(record: record, commitment: commitment)
        return (commitment, keys.current.code(.record, parts))
    }

    /// Takes the next number for a record, and links it to the one before.
    func link(_ digest: Data, _ db: Database) throws -> (sequence: Int64, link: Data) {
        let (last, previous) = try tip.value(db)
        let sequence = last + 1
        let link = keys.current.code(.link, Self.linkParts(sequence, after: previous, digest))
        try tip.advance(to: (sequence, link), db)
        return (sequence, link)
    }

    /// Signs the head, when the record that was added is one to sign at.
    func signAtInterval(_ sequence: Int64, _ link: Data, _ db: Database) throws {
        guard sequence.isMultiple(of: Self.headInterval) else { return }
        try sign(sequence, link, db)
    }

    /// Signs the head, unless that is done or there is no record.
    func sign(_ db: Database) throws {
        let (sequence, link) = try tip.value(db)
        let signed = try Int64.fetchOne(db, sql: "SELECT MAX(sequence) FROM audit_heads") ?? 0
        if sequence > signed { try sign(sequence, link, db) }
    }

    private func sign(_ sequence: Int64, _ link: Data, _ db: Database) throws {
        let head = AuditHead(sequence, link, at: time.wall(), keys.current)
        try db.cachedStatement(
            sql: "INSERT INTO audit_heads (sequence, at, link, seal) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [head.sequence, head.at.milliseconds, head.link, head.seal])
    }
}
