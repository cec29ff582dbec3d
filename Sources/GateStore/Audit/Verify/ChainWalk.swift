import Foundation
import GateCore

/// Walks the chain from the first record to the last, a stretch at a time.
struct ChainWalk {
    let keys: AuditKeyring
    let heads: HeadReader
    var report: AuditReport

    /// The last record's number; before the first one, lower than any that could be there.
    private(set) var last = Int64.min
    private var link = AuditSealer.origin

    init(keys: AuditKeyring, heads: HeadReader, report: AuditReport) {
        self.keys = keys
        self.heads = heads
        self.report = report
    }

    /// Checks the next stretch.
    /// - Throws: `AuditFault`.
    mutating func check(_ batch: AuditBatch) throws {
        var batch = batch
        for row in batch.rows { try check(row, &batch) }
        let strays = Set(batch.texts.keys).union(batch.matches.keys).union(batch.erasures.keys)
        if let stray = strays.min() {
            throw AuditFault(
                "there are texts, matches or an erasure of a record that is not there",
                sequence: stray)
        }
        if let state = batch.state { try checkEnd(state, batch) }
        if let head = batch.heads.values.min(by: { $0.sequence < $1.sequence }) {
            throw missing(head, "a signed head in the database")
        }
    }

    private mutating func check(_ row: StoredAuditRow, _ batch: inout AuditBatch) throws {
        let expected = report.records + 1
        guard row.sequence == expected else {
            throw AuditFault(
                row.sequence > expected
                    ? "records \(expected) to \(row.sequence - 1) are missing"
                    : "there is a record before the first", sequence: min(expected, row.sequence))
        }
        let check = RecordCheck(
            keys: keys, row: row, texts: batch.texts.removeValue(forKey: row.sequence),
            matches: batch.matches.removeValue(forKey: row.sequence) ?? [],
            erasure: batch.erasures.removeValue(forKey: row.sequence))
        try check.run(after: link)
        count(check.erasure)
        last = row.sequence
        link = row.link
        report.records = row.sequence
        report.link = Hex.text(link)
        if let head = batch.heads.removeValue(forKey: row.sequence) {
            guard head.isSealed(by: keys) else {
                throw row.fault("the signed head at this record was changed, or forged")
            }
            try agree(head, row, "a signed head in the database")
        }
        for head in try heads.heads(upTo: row.sequence) {
            try agree(head, row, "a signed head in the file")
        }
    }

    private mutating func count(_ erasure: AuditBatch.Erasure?) {
        switch erasure?.part {
        case .texts: report.erasedTexts += 1
        case .records: report.erasedRecords += 1
        case nil: break
        }
    }

    private mutating func agree(
        _ head: AuditHead, _ row: StoredAuditRow, _ name: String
    ) throws {
        guard head.sequence == row.sequence, head.link == row.link else {
            throw row.fault("\(name), of \(head.at.iso8601), tells of another record in its place")
        }
        report.heads += 1
        report.signed = row.sequence
    }

    private func checkEnd(
        _ state: (sequence: Int64, link: Data, key: Data), _ batch: AuditBatch
    ) throws {
        guard keys.keys.contains(where: { Data($0.fingerprint.utf8) == state.key }) else {
            throw AuditFault(
                "the database's name for the key of its records is changed, or that key is not "
                    + "among those given")
        }
        if let head = try heads.heads(upTo: .max).first {
            throw missing(head, "a signed head in the file")
        }
        guard state.sequence == report.records, state.link == link else {
            throw AuditFault(
                "the newest records are missing: the database counted \(state.sequence), and "
                    + "\(report.records) are there", sequence: report.records + 1)
        }
    }

    private func missing(_ head: AuditHead, _ name: String) -> AuditFault {
        AuditFault(
            "the newest records are missing: \(name), of \(head.at.iso8601), names record "
                + "\(head.sequence), and there are \(report.records)",
            sequence: report.records + 1)
    }
}
