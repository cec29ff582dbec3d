import GateCore
import HTTPTypes
import Hummingbird
import NIOCore

/// Writes audit records as lines, page after page, so that an export of any length takes
/// the memory of one page: the next is read once the client has taken the one before.
struct AuditExport: Sendable {
    /// Records of a page, when all are wanted.
    static let pageSize = 500

    private let audit: any AuditLog
    private let lines: AuditLines
    private let query: AuditQuery
    /// Whether to go on after the first page.
    private let isWhole: Bool

    /// - Parameters:
    ///   - audit: gives the records.
    ///   - lines: how they are written.
    ///   - query: which records.
    ///   - isWhole: whether to go on after the first page.
    init(_ audit: any AuditLog, _ lines: AuditLines, _ query: AuditQuery, isWhole: Bool) {
        self.audit = audit
        self.lines = lines
        self.query = query
        self.isWhole = isWhole
    }

    /// The answer. The first page is read before it begins, so that a store that fails is
    /// answered with a problem; one that fails later cuts the connection, which shows too.
    func response() async throws -> Response {
        let first = try await audit.records(query)
        var headers: HTTPFields = [.contentType: contentType]
        if lines == .csv {
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

    private var contentType: String {
        (lines == .csv ? AnswerFormat.csv : .ndjson).rawValue + "; charset=utf-8"
    }

    private func write(
        _ first: Page<AuditRecord>, to writer: inout any ResponseBodyWriter
    ) async throws {
        var page = first
        try await writer.write(ByteBuffer(bytes: lines.head + lines.bytes(of: page.elements)))
        while isWhole, let cursor = page.nextCursor {
            var next = query
            next.cursor = cursor
            page = try await audit.records(next)
            try await writer.write(ByteBuffer(bytes: lines.bytes(of: page.elements)))
        }
    }
}
