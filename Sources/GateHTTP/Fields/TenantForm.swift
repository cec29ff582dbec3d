import GateCore

/// Reads a tenant's settings into a tenant. Creation and change read the same fields; a
/// `null` means "as a new tenant has it", so it clears what was set (RFC 7396).
struct TenantForm {
    private var fields: FieldReader
    private var tenant: Tenant
    private let callbackFault: (String) -> String?
    private let knowsTimeZone: (String) -> Bool
    private let knowsAccount: (AccountID) -> Bool

    /// A new tenant.
    /// - Throws: `Problem` (`badParameters`).
    static func create(
        _ fields: FieldReader, at now: Timestamp, _ settings: EdgeSettings
    ) throws(Problem) -> Tenant {
        var fields = fields
        let id = fields.string("id", .tenantID, required: true) ?? ""
        let tenant = Tenant(id: TenantID(id), name: id, createdAt: now)
        return try TenantForm(fields, tenant, settings).changed()
    }

    /// `tenant` with the settings that are given.
    /// - Throws: `Problem` (`badParameters`).
    static func change(
        _ tenant: Tenant, _ fields: FieldReader, _ settings: EdgeSettings
    ) throws(Problem) -> Tenant {
        var fields = fields
        if let id = fields.string("id", .tenantID), id != tenant.id.rawValue {
            fields.refuse("id", "cannot be changed")
        }
        return try TenantForm(fields, tenant, settings).changed()
    }

    private init(_ fields: FieldReader, _ tenant: Tenant, _ settings: EdgeSettings) {
        self.fields = fields
        self.tenant = tenant
        callbackFault = settings.callbackFault
        knowsTimeZone = settings.knowsTimeZone
        knowsAccount = settings.knowsAccount
    }

    private func changed() throws(Problem) -> Tenant {
        var form = self
        form.readSettings()
        try form.fields.finish()
        return form.tenant
    }

    private mutating func readSettings() {
        take("name", \.name, new: tenant.id.rawValue) { $0.string("name", .label) }
        readCallback()
        take("callback_override", \.callbackOverride, new: nil) {
            $0.flag("callback_override")
        }
        take("accounts", \.accounts, new: nil) {
            $0.strings("accounts", .accountID, count: 1...100)?.map { AccountID($0) }
        }
        if let stranger = tenant.accounts?.first(where: { !knowsAccount($0) }),
            fields.has("accounts")
        {
            fields.refuse("accounts", "there is no Discord account \(stranger)")
        }
        take("rate_limit", \.rateLimit, new: nil) { $0.rateLimits("rate_limit") }
        take("quota", \.quota, new: nil) { QuotaForm.plan(&$0) }
        take("time_zone", \.timeZone, new: nil) { [knowsTimeZone] in
            QuotaForm.timeZone(&$0, knowsTimeZone)
        }
        take("explain", \.explain, new: .full) { $0.choice("explain", ExplainMode.self) }
        take("prompts", \.prompts, new: .whole) { $0.choice("prompts", PromptMode.self) }
        take("strikes", \.strikes, new: nil) { $0.object("strikes", StrikeForm.policy) }
        take("retention", \.retention, new: nil) { $0.object("retention", Self.retention) }
        take("paused", \.paused, new: false) { $0.flag("paused") }
    }

    /// Sets a setting that is given; `new` where it is given as `null`.
    private mutating func take<Value>(
        _ name: String, _ path: WritableKeyPath<Tenant, Value>, new: Value,
        _ read: (inout FieldReader) -> Value?
    ) {
        guard fields.has(name) else { return }
        tenant[keyPath: path] = read(&fields) ?? new
    }

    private mutating func readCallback() {
        guard fields.has("callback_url") else { return }
        tenant.callbackURL = fields.string("callback_url", .webAddress)
        if let url = tenant.callbackURL, let fault = callbackFault(url) {
            fields.refuse("callback_url", fault)
        }
    }

    private static func retention(_ fields: inout FieldReader) -> RetentionPolicy? {
        let texts = fields.integer("texts_days", in: 1...RetentionPolicy.mostDays)
        let records = fields.integer("records_days", in: 1...RetentionPolicy.mostDays)
        if texts == nil, records == nil, fields.faults.isEmpty { return nil }
        return RetentionPolicy(textsDays: texts, recordsDays: records)
    }
}
