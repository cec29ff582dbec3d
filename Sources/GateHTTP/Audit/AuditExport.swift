import GateCore
import HTTPTypes
import Hummingbird
import NIOCore

/// Writes audit records as lines, page after page, so that an export of any length takes
/// the memory of one page.
struct AuditExport: Sendable {
    private let audit: any AuditLog
    private let format: AuditFormat
    private let query: AuditQuery
    /// Whether to go on after the first page.
    private let isWhole: Bool

    /// - Parameters:
    ///   - audit: gives the records.
    ///   - format: `ndjson` or `csv`.
    ///   - query: which records.
    ///   - isWhole: whether to go on after the first page.
    init(_ audit: any AuditLog, _ format: AuditFormat, _ query: AuditQuery, isWhole: Bool) {
        self.audit = audit
        self.format = format
        self.query = query
        self.isWhole = isWhole
    }

    /// The answer. The first page is read before it begins, so that a store that fails is
    /// answered with a problem; one that fails later cuts the connection, which shows too.
    func response() async throws -> Response {
        let first = try await audit.records(query)
        var headers: HTTPFields = [.contentType: format.rawValue + "; charset=utf-8"]
        if format == .csv {
            headers[.contentDisposition] = "attachment; filename=\"audit.csv\""
        }
        if !isWhole { headers[.nextCursor] = first.nextCursor }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await write(first, to: &writer)
                try await writer.finish(nil)
            })
    }

    private func write(
        _ first: Page<AuditRecord>, to writer: inout any ResponseBodyWriter
    ) async throws {
        var page = first
        if format == .csv {
            try await writer.write(ByteBuffer(string: CSVLine.text(AuditRecord.csvHeader)))
        }
        try await writer.write(lines(page))
        while isWhole, let cursor = page.nextCursor {
            var next = query
            next.cursor = cursor
            page = try await audit.records(next)
            try await writer.write(lines(page))
        }
    }

    private func lines(_ page: Page<AuditRecord>) -> ByteBuffer {
        var buffer = ByteBuffer()
        for record in page.elements {
            if format == .csv {
                buffer.writeString(CSVLine.text(record.csvCells))
            } else {
                buffer.writeBytes(record.json.bytes)
                buffer.writeString("\n")
            }
        }
        return buffer
    }
}
