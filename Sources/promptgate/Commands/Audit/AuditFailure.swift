/// Why an audit command could not do its work.
struct AuditFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
