import GateCore

/// The body of `POST /v1/admin/rules/simulate`.
struct SimulationForm {
    /// A pack of some thousand rules.
    static let bodyCap = 1 << 20

    let candidate: RuleCandidate
    /// The member that holds the candidate.
    let field: String
    let limit: Int
    let tenant: TenantID?

    /// - Throws: `Problem` (`badParameters`) with every fault.
    init(_ fields: FieldReader) throws(Problem) {
        var fields = fields
        let rule = fields.anyObject("rule")
        let pack = fields.string("pack", .text)
        if fields.faults.isEmpty, (rule == nil) == (pack == nil) {
            fields.refuse("rule", "or \"pack\" is required, and not both")
        }
        limit = fields.integer("limit", in: 1...AuditedTexts.largestCount) ?? 1_000
        tenant = fields.string("tenant", .tenantID).map { TenantID($0) }
        try fields.finish()
        candidate = rule.map(RuleCandidate.rule) ?? .pack(pack ?? "")
        field = rule == nil ? "pack" : "rule"
    }
}
