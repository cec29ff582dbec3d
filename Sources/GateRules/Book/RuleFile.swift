/// The bytes of one rule file.
struct RuleFile: Hashable, Sendable {
    /// The file, as the configuration names it; for faults.
    let path: String
    let bytes: [UInt8]
}
