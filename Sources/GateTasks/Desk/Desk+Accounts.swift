import GateCore

/// Which accounts a tenant's call may be served by.
extension Desk {
    /// The order with the accounts that may do it: the one whose result it presses, the one that
    /// keeps the files it names, or those that its tenant is pinned to.
    /// - Throws: `Problem` (`badParameters`), when its files are kept by several accounts.
    func placed(_ order: TriggerOrder, _ tenant: Tenant) async throws -> TriggerOrder {
        var order = order
        order.accounts = tenant.accounts
        if order.job.kind.isFollowUp {
            let parent = try await parent(of: order, tenant.id)
            order.accounts = [try parent?.sender ?? stranger(for: tenant)]
        } else if let files = order.job.files {
            let kept = files.map(KeptFile.init)
            guard Set(kept.map(\.account)).count == 1, let account = kept.first?.account else {
                throw Problem(
                    .badParameters,
                    "The files were uploaded by way of different Discord accounts; upload them again."
                )
            }
            try requireOwn(account, tenant)
            order.accounts = [account]
            order.job.name(kept.map(\.name))
        }
        return order
    }

    /// The account that presses a button of a result that is not known here. It must not be one
    /// that the tenant is kept from.
    /// - Throws: `Problem` (`notFound`), when there are several that it could be.
    private func stranger(for tenant: Tenant) throws -> AccountID {
        let names = parts.discord?.roster.accounts.map(\.id) ?? []
        let usable = names.filter { tenant.accounts?.contains($0) ?? true }
        if usable.contains(.standard) { return .standard }
        guard usable.count < 2 else {
            throw Problem(
                .notFound,
                "The result is not known here, and so neither is the Discord account that drew it.")
        }
        return usable.first ?? tenant.accounts?.first ?? .standard
    }

    /// A file is named by who calls: the name must not lead past what the tenant is pinned to.
    /// - Throws: `Problem` (`notFound`), as for a file that there is not.
    func requireOwn(_ account: AccountID, _ tenant: Tenant) throws {
        guard tenant.accounts?.contains(account) ?? true else {
            throw Problem(
                .notFound,
                "There is no such file with the Discord accounts that draw for you; upload it again."
            )
        }
    }

    /// The account that keeps a tenant's next file: the first it may use that is not parked.
    /// - Throws: `Problem`, when there is none.
    func keeper(for tenant: Tenant) throws -> DrawingAccount {
        let side = try discordSide(tenant.accounts)
        let usable = side.roster.accounts.filter { account in
            tenant.accounts?.contains(account.id) ?? (account.weight > 0)
        }
        guard let account = usable.first(where: { $0.standing().parkedFor == nil }) else {
            throw Problem(.upstreamRefused, "No Discord account takes new work.")
        }
        return account
    }
}

extension Job {
    /// The names of the uploaded files that it is about; nil for none.
    fileprivate var files: [String]? { uploadFilenames ?? uploadFilename.map { [$0] } }

    /// Names the same files as Discord does.
    fileprivate mutating func name(_ files: [String]) {
        if uploadFilenames != nil { uploadFilenames = files }
        if uploadFilename != nil { uploadFilename = files.first }
    }
}
