import GateCore

/// The settings of a `rate_limit` stage: the policies of tenants that have none of their
/// own of the same scope.
public struct RateLimitSettings: StageSettings {
    public var policies: [RatePolicy]

    /// - Parameter policies: what holds where a tenant has none of its own.
    public init(_ policies: [RatePolicy] = []) { self.policies = policies }

    public init(_ fields: SettingFields) {
        let items = fields.mappings("policies")
        let read = items.map { (fields: $0, policy: RatePolicy($0)) }
        policies = read.map(\.policy)
        if policies.count > RateLimits.most {
            fields.refuse(
                "policies", "\"policies\" has more than \(RateLimits.most) items.",
                "Remove some: every call is judged by each.")
        }
        for place in RateLimits.repeatedNames(in: policies) {
            read[place].fields.refuse(
                "name", "Two policies are named \"\(policies[place].name)\".",
                "Give each a name of its own (name:), for callers tell them apart by it.")
        }
    }
}

extension RatePolicy {
    private static let largest = 1_000_000

    /// Reads one policy; numbers that are wrong are told of, and read as 1.
    fileprivate init(_ fields: SettingFields) {
        fields.require("requests", "Write requests: and how many may come in one period.")
        let requests = fields.integer("requests", in: 1...Self.largest) ?? 1
        let per = fields.choice("per", of: Period.allCases) ?? .minute
        let burst = fields.integer("burst", in: 1...Self.largest)
        let scope = fields.choice("by", of: Scope.allCases) ?? .tenant
        let name = fields.text("name") ?? scope.rawValue
        if !RateLimits.isName(name) {
            fields.refuse(
                "name", "\"\(name.prefix(64))\" cannot be a policy's name.",
                "Write 1 to 64 of A-Z a-z 0-9 . _ -")
        }
        self.init(requests: requests, per: per, burst: burst, by: scope, name: name)
    }
}
