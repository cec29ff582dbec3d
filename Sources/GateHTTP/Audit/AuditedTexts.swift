import GateCore

/// The last texts that were judged, as far as the audit log has kept them.
struct AuditedTexts {
    static let largestCount = 10_000
    private static let pageSize = 1_000

    private let audit: any AuditLog

    init(_ audit: any AuditLog) { self.audit = audit }

    /// The texts of the last `count` records, newest first. Those of tenants whose prompts
    /// are hashed or masked cannot be judged again; `skipped` counts them.
    func last(_ count: Int, of tenant: TenantID?) async throws
        -> (texts: [RecordedText], skipped: Int)
    {
        var query = AuditQuery(limit: min(count, Self.pageSize))
        query.tenant = tenant
        var texts: [RecordedText] = []
        var looked = 0
        repeat {
            let page = try await audit.records(query)
            let records = page.elements.prefix(count - looked)
            let judged = records.filter { $0.admin == nil }
            looked += judged.count
            texts += judged.compactMap(Self.text)
            query.cursor = page.nextCursor
        } while looked < count && query.cursor != nil
        return (texts, looked - texts.count)
    }

    private static func text(_ record: AuditRecord) -> RecordedText? {
        // A record does not say how its prompt was kept: a hash has a shape of its own, and
        // no prompt holds the mask by chance.
        let isWhole = !isHash(record.prompt) && !record.prompt.unicodeScalars.contains("█")
        guard isWhole else { return nil }
        return RecordedText(id: record.id.rawValue, text: record.prompt, tenant: record.tenant)
    }

    private static func isHash(_ prompt: String) -> Bool {
        prompt.hasPrefix("sha256:") && prompt.utf8.count == "sha256:".utf8.count + 64
    }
}
