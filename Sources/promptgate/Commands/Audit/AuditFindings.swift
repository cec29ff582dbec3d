import GateCore
import GateStore

/// What a verification found, in words and as JSON.
struct AuditFindings {
    private let report: AuditReport

    init(_ report: AuditReport) { self.report = report }

    /// For people.
    var text: String {
        guard let fault = report.fault else { return wellWords }
        return """
            BAD \(place(of: fault))\(fault.reason)
            \(report.records) records before it are as they were written
            """
    }

    private var wellWords: String {
        let unsigned = report.records - report.signed
        return """
            OK \(report.records) records, none changed, missing or moved
            head \(report.records) \(report.link)
            \(report.heads) signed heads agree; \(unsigned) records came after the last one
            \(report.erasedTexts) records have had their texts erased, \(report.erasedRecords) all of it
            """
    }

    private func place(of fault: AuditFault) -> String {
        let words = [
            fault.sequence.map { "record \($0)" }, fault.id.map { "id \($0)" },
            fault.at.map { "at \($0.iso8601)" },
        ].compactMap(\.self)
        return words.isEmpty ? "" : words.joined(separator: ", ") + ": "
    }

    /// For programs.
    var json: String {
        var members: [String: JSONValue] = [
            "ok": .bool(report.fault == nil), "records": .int(report.records),
            "head": ["sequence": .int(report.records), "link": .string(report.link)],
            "heads": .int(Int64(report.heads)), "signed": .int(report.signed),
            "erased": [
                "texts": .int(Int64(report.erasedTexts)),
                "records": .int(Int64(report.erasedRecords)),
            ],
        ]
        if let fault = report.fault { members["fault"] = Self.json(fault) }
        return JSONValue.object(members).text
    }

    /// What kept the verification from its work.
    static func json(_ error: StoreError) -> String {
        let value: JSONValue = ["ok": false, "error": .string("\(error)")]
        return value.text
    }

    private static func json(_ fault: AuditFault) -> JSONValue {
        [
            "sequence": fault.sequence.map(JSONValue.int) ?? .null,
            "id": fault.id.map(JSONValue.string) ?? .null,
            "at": fault.at.map { .string($0.iso8601) } ?? .null,
            "reason": .string(fault.reason),
        ]
    }
}
