import GateCore

/// The settings of the stage `images`.
public struct ImagesSettings: StageSettings {
    private let policy: ImagePolicy
    private let tenants: [String: ImagePolicy]

    public init(_ fields: SettingFields) {
        let policy = Self.policy(fields, base: ImagePolicy())
        self.policy = policy
        tenants = fields.namedMappings("tenants").reduce(into: [:]) {
            $0[$1.name] = Self.policy($1.fields, base: policy)
        }
    }

    /// What holds for a tenant.
    func policy(for tenant: TenantID) -> ImagePolicy { tenants[tenant.rawValue] ?? policy }

    private static func policy(_ fields: SettingFields, base: ImagePolicy) -> ImagePolicy {
        var policy = base
        policy.hosts = hosts(fields) ?? policy.hosts
        policy.ports = ports(fields) ?? policy.ports
        policy.most = fields.integer("max", in: 0...100) ?? policy.most
        return policy
    }

    private static func hosts(_ fields: SettingFields) -> [HostPattern]? {
        fields.texts("hosts")?.compactMap { text in
            if let pattern = HostPattern(text) { return pattern }
            fields.refuse(
                "hosts", "\"\(text)\" is no host.",
                "Write a name such as cdn.example.com, or *.example.com for all names below it; "
                    + "leave \"hosts\" out to allow all public ones.")
            return nil
        }
    }

    private static func ports(_ fields: SettingFields) -> Set<Int>? {
        fields.texts("ports").map { texts in
            Set(
                texts.compactMap { text in
                    if let port = Int(text), (1...65_535).contains(port) { return port }
                    fields.refuse(
                        "ports", "\"\(text)\" is no port.", "Write numbers from 1 to 65535.")
                    return nil
                })
        }
    }
}
