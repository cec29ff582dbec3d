import GateCore

/// The settings of the stage `parameters`.
public struct ParametersSettings: StageSettings {
    let book: ParameterBook
    private let policy: ParameterPolicy
    private let tenants: [String: ParameterPolicy]

    public init(_ fields: SettingFields) {
        book = ParameterBook(adding: fields.texts("names") ?? [])
        let reader = PolicyReader(book: book)
        let policy = reader.policy(fields)
        self.policy = policy
        tenants = fields.namedMappings("tenants").reduce(into: [:]) {
            $0[$1.name] = reader.policy($1.fields, base: policy)
        }
    }

    /// What holds for a tenant.
    func policy(for tenant: TenantID) -> ParameterPolicy { tenants[tenant.rawValue] ?? policy }
}
