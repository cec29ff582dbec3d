/// The paces that calls keep, all at once. Kept as the one policy where it is a plain one,
/// or else as a list.
public struct RateLimits: Hashable, Sendable, Codable {
    /// How many policies there may be: every call is judged by each.
    public static let most = 8

    public let policies: [RatePolicy]

    /// - Parameter policies: at least one, with different names.
    public init(_ policies: [RatePolicy]) { self.policies = policies }

    /// One pace for all of a tenant's calls.
    public init(_ policy: RatePolicy) { policies = [policy] }

    public init(from decoder: any Decoder) throws {
        if let one = try? RatePolicy(from: decoder) {
            policies = [one]
        } else {
            policies = try [RatePolicy](from: decoder)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if let plain {
            try plain.encode(to: encoder)
        } else {
            try policies.encode(to: encoder)
        }
    }

    /// The only policy, where it is a plain one.
    public var plain: RatePolicy? {
        guard policies.count == 1, let first = policies.first, first.isPlain else { return nil }
        return first
    }

    /// Whether `name` may stand for a policy: 1 to 64 of `A-Z a-z 0-9 _ . -`, which needs
    /// no escaping in a header.
    public static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// The places of the policies whose name another one before them has.
    public static func repeatedNames(in policies: [RatePolicy]) -> [Int] {
        var names: Set<String> = []
        return policies.indices.filter { !names.insert(policies[$0].name).inserted }
    }
}
