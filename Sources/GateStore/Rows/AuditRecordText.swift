import GateCore

/// Writes audit records as `RecordEncoder` does, byte for byte, which a test holds it to.
///
/// By hand, because every judged text has one, and most of what an encoder costs is finding
/// out at run time what a record is made of. What few records have, it leaves to the encoder.
struct AuditRecordText {
    private var json = JSONBytes()

    /// - Throws: what `RecordEncoder` throws.
    static func text(of record: AuditRecord) throws -> String {
        var writer = AuditRecordText()
        try writer.write(record)
        return writer.json.text
    }

    private mutating func write(_ record: AuditRecord) throws {
        first("id", record.id.rawValue)
        member("at", record.at.milliseconds)
        member("tenant", record.tenant.rawValue)
        member("key", record.key.rawValue)
        member("endUser", record.endUser)
        member("surface", record.surface.rawValue)
        member("kind", record.kind)
        member("task", record.task?.rawValue)
        member("outcome", record.outcome.rawValue)
        member("action", record.action.rawValue)
        if let code = record.code { member("code", Int64(code.rawValue)) }
        member("endedBy", record.endedBy)
        key("stages")
        list(record.stages) { $0.write($1) }
        key("matches")
        try list(record.matches) { try $0.json.raw(RecordEncoder.text(of: $1)) }
        member("revision", record.revision)
        member("prompt", record.prompt)
        if let admin = record.admin {
            key("admin")
            json.raw(try RecordEncoder.text(of: admin))
        }
        json.raw("}")
    }

    private mutating func write(_ run: StageRun) {
        first("stage", run.stage)
        member("verdict", run.verdict)
        member("mode", run.mode.rawValue)
        member("microseconds", run.microseconds)
        member("note", run.note)
        json.raw("}")
    }

    // MARK: Members

    private mutating func first(_ name: StaticString, _ text: String) {
        json.raw("{\"")
        json.raw(name)
        json.raw("\":")
        json.string(text)
    }

    private mutating func key(_ name: StaticString) {
        json.raw(",\"")
        json.raw(name)
        json.raw("\":")
    }

    private mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        json.string(text)
    }

    private mutating func member(_ name: StaticString, _ number: Int64) {
        key(name)
        json.raw(String(number))
    }

    private mutating func list<Element>(
        _ elements: [Element], write: (inout AuditRecordText, Element) throws -> Void
    ) rethrows {
        json.raw("[")
        for (place, element) in elements.enumerated() {
            if place > 0 { json.raw(",") }
            try write(&self, element)
        }
        json.raw("]")
    }
}
