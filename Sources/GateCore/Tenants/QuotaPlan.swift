/// All that limits a tenant's use: every policy holds at once. One policy is kept and shown
/// as itself, several as a list.
public struct QuotaPlan: Hashable, Sendable, Codable {
    /// The most policies that a tenant has: every call is counted by each.
    public static let largestCount = 8

    /// At least one, no two of which count alike.
    public let policies: [QuotaPolicy]

    /// - Parameter policies: the policies, in the order they are shown.
    public init(_ policies: [QuotaPolicy]) { self.policies = policies }

    /// - Parameter policy: the only one.
    public init(_ policy: QuotaPolicy) { policies = [policy] }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // A probe: a list, or one policy as every version before this one kept it.
        if let list = try? container.decode([QuotaPolicy].self) {
            policies = list
        } else {
            policies = [try container.decode(QuotaPolicy.self)]
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let policy = policies.first, policies.count == 1 {
            try container.encode(policy)
        } else {
            try container.encode(policies)
        }
    }
}
