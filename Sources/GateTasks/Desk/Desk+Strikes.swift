import GateCore

/// What admins see of end users who were refused, and forgive them.
extension Desk {
    public func strikes(_ query: StrikeQuery) async throws -> Page<StrikeStanding> {
        let page = try await parts.review.strikes.usersWithStrikes(query)
        var tenants: [TenantID: Tenant] = [:]
        var standings: [StrikeStanding] = []
        for user in page.elements {
            if tenants[user.tenant] == nil {
                tenants[user.tenant] = try await parts.review.tenants.tenant(user.tenant)
            }
            let policy = tenants[user.tenant]?.strikes
            let standing = try await standing(of: user, policy)
            // What the window has left behind is over.
            if standing.tally.count > 0 { standings.append(standing) }
        }
        return Page(standings, nextCursor: page.nextCursor)
    }

    public func forgive(
        _ user: EndUser, reason: String?, by admin: Caller
    ) async throws -> Int {
        guard try await parts.review.tenants.tenant(user.tenant) != nil else {
            throw Problem(.notFound, "There is no tenant of that name.")
        }
        let record = forgivenessRecord(user, reason: reason, by: admin.key)
        return try await Shielded.run {
            try await parts.review.strikes.forgive(user, audit: record)
        }
    }

    private func standing(
        of user: EndUser, _ policy: StrikePolicy?
    ) async throws -> StrikeStanding {
        let now = parts.time.wall()
        let window = policy ?? StrikePolicy()
        let tally = try await parts.review.strikes.strikes(
            of: user, since: window.windowStart(at: now))
        return StrikeStanding(user, tally, policy?.measure(tally, at: now) ?? .none)
    }
}
