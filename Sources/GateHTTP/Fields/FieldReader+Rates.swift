import GateCore

extension FieldReader {
    /// A member that is one pace, or a list of them.
    mutating func rateLimits(_ name: String) -> RateLimits? {
        guard let policies = objects(name, count: 1...RateLimits.most, Self.ratePolicy) else {
            return nil
        }
        for place in RateLimits.repeatedNames(in: policies) {
            refuse("\(name)[\(place)].name", "must differ from the names of the others")
        }
        return RateLimits(policies)
    }

    private static func ratePolicy(_ fields: inout FieldReader) -> RatePolicy? {
        let requests = fields.integer("requests", in: 1...1_000_000, required: true)
        let per = fields.choice("per", RatePolicy.Period.self) ?? .minute
        let burst = fields.integer("burst", in: 1...1_000_000)
        let scope = fields.choice("by", RatePolicy.Scope.self) ?? .tenant
        let name = fields.string("name", .policyName)
        return requests.map {
            RatePolicy(requests: $0, per: per, burst: burst, by: scope, name: name)
        }
    }
}
