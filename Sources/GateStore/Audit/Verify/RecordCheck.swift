import Foundation
import GateCore

/// Checks one record against the chain, and all that belongs to it against the record.
struct RecordCheck {
    let keys: AuditKeyring
    let row: StoredAuditRow
    let texts: AuditBatch.Texts?
    let matches: [[Data]]
    let erasure: AuditBatch.Erasure?

    /// - Parameter previous: the link of the record before.
    /// - Throws: `AuditFault`.
    func run(after previous: Data) throws {
        try demand(row.isTyped, "a column has a value of another type")
        try demand(
            keys.isCode(
                row.link, .link, AuditSealer.linkParts(row.sequence, after: previous, row.digest)),
            "its link to the record before is wrong: it was changed, or records were moved")
        try checkErasure()
        if erasure?.part == .records { return try checkBlank() }
        try demand(
            keys.isCode(
                row.digest, .record,
                AuditSealer.digestParts(record: row.record, commitment: row.commitment)),
            "the record was changed")
        try checkColumns()
        try checkTexts()
    }

    // MARK: Erased

    private func checkErasure() throws {
        guard let erasure else { return }
        let isSealed = erasure.part.map { part in
            keys.isCode(
                erasure.seal, .erasure,
                AuditErasure.parts(row.sequence, row.digest, part, erasure.at))
        }
        try demand(
            erasure.isTyped && isSealed == true,
            "the note of its erasure was changed, or forged")
    }

    private func checkBlank() throws {
        let columns = [row.tenant, row.action, row.outcome, row.commitment]
        try demand(
            row.id == Data(AuditErasure.erasedID(row.sequence).utf8) && row.at == 0
                && columns.allSatisfy(\.isEmpty)
                && row.kind == nil && row.endUser == nil && row.deed == nil
                && row.record == Data(AuditRow.erasedRecord.utf8),
            "it was erased, and something was written in its place")
        try demand(texts == nil && matches.isEmpty, "it was erased, yet texts or matches are there")
    }

    // MARK: Whole

    private func checkColumns() throws {
        guard let record = try? JSONDecoder().decode(AuditRecord.self, from: row.record) else {
            throw row.fault("the record cannot be read")
        }
        let columns: [(Data?, String?, String)] = [
            (row.id, record.id.rawValue, "id"), (row.tenant, record.tenant.rawValue, "tenant"),
            (row.action, record.action.rawValue, "action"),
            (row.outcome, record.outcome.rawValue, "outcome"),
            (row.kind, record.kind, "kind"), (row.endUser, record.endUser, "end_user"),
            (row.deed, record.admin?.action, "deed"),
        ]
        for (stored, value, name) in columns {
            try demand(stored == value.map(Self.bound), "its column \(name) was changed")
        }
        try demand(row.at == record.at.milliseconds, "its column at was changed")
        let wanted = Set(record.matches.map { AuditMatch($0).words.map(Self.bound) })
        try demand(
            Set(matches) == wanted && matches.count == wanted.count,
            "its rows of matches were changed")
    }

    private func checkTexts() throws {
        guard let texts else {
            return try demand(
                erasure != nil, "its texts are missing, and no erasure accounts for that")
        }
        try demand(erasure == nil, "its texts were erased, yet there are some")
        try demand(
            texts.isTyped && texts.salt.count == AuditSealer.saltBytes
                && AuditSealer.commitment(to: texts.texts, salt: texts.salt) == row.commitment,
            "its texts were changed")
        guard let known = try? AuditTexts(json: String(decoding: texts.texts, as: UTF8.self)) else {
            throw row.fault("its texts cannot be read")
        }
        try demand(
            texts.searched == Self.bound(known.searched),
            "what its texts are searched by was changed")
    }

    /// The bytes that SQLite was given for `text`: it takes a NUL for the end.
    private static func bound(_ text: String) -> Data { Data(text.utf8.prefix { $0 != 0 }) }

    private func demand(_ isRight: Bool, _ reason: String) throws {
        if !isRight { throw row.fault(reason) }
    }
}
