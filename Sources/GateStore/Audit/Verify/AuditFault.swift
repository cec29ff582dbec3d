import GateCore

/// The first thing that is wrong with an audit log.
public struct AuditFault: Error, Hashable, Sendable {
    /// The record's number; nil where it is no one record's fault.
    public var sequence: Int64?
    /// The record's id, as it stands in the database.
    public var id: String?
    /// The record's time, as it stands in the database.
    public var at: Timestamp?
    /// What is wrong.
    public let reason: String

    /// Describes one fault; see the properties.
    public init(
        _ reason: String, sequence: Int64? = nil, id: String? = nil, at: Timestamp? = nil
    ) {
        self.reason = reason
        self.sequence = sequence
        self.id = id
        self.at = at
    }
}
