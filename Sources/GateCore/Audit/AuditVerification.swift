/// What a look through the whole audit log found, as admins are told it.
public struct AuditVerification: Hashable, Sendable {
    /// How many records there are, the first bad one not counted.
    public let records: Int
    /// The last good record's link, in hexadecimal.
    public let link: String
    /// The last record that a signed head names.
    public let signed: Int
    /// What is wrong; nil when all is well.
    public let fault: String?
    /// The number of the first bad record, where there is one.
    public let badRecord: Int?

    /// Describes one look; see the properties.
    public init(records: Int, link: String, signed: Int, fault: String?, badRecord: Int?) {
        self.records = records
        self.link = link
        self.signed = signed
        self.fault = fault
        self.badRecord = badRecord
    }
}
