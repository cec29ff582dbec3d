import GateCore

/// Audit records as lines of text, for files and streams: each record stands alone, so
/// that an export of any length is written a page at a time.
public enum AuditLines: String, CaseIterable, Sendable {
    /// One JSON object a line, as `GET /v1/admin/audit` shows it.
    case ndjson
    /// One line of comma-separated values (RFC 4180), with a header line.
    case csv

    /// What goes before the first record.
    public var head: [UInt8] {
        self == .csv ? Array(CSVLine.text(AuditRecord.csvHeader).utf8) : []
    }

    /// The lines of `records`.
    public func bytes(of records: [AuditRecord]) -> [UInt8] {
        var bytes: [UInt8] = []
        for record in records {
            switch self {
            case .ndjson:
                bytes += record.json.bytes
                bytes.append(UInt8(ascii: "\n"))
            case .csv: bytes += CSVLine.text(record.csvCells).utf8
            }
        }
        return bytes
    }
}
