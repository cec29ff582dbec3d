/// What a verification found.
public struct AuditReport: Hashable, Sendable {
    /// How many records there are, the first bad one not counted.
    public internal(set) var records: Int64 = 0
    /// The last good record's link, in hexadecimal.
    public internal(set) var link = Hex.text(AuditSealer.origin)
    /// How many signed heads agreed.
    public internal(set) var heads = 0
    /// The last record that a signed head names: none up to it was cut off.
    public internal(set) var signed: Int64 = 0
    /// Records whose texts were erased.
    public internal(set) var erasedTexts = 0
    /// Records that were erased whole.
    public internal(set) var erasedRecords = 0
    /// What is wrong; nil when all is well.
    public internal(set) var fault: AuditFault?
}
