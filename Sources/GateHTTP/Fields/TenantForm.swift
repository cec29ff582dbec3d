import GateCore

/// Reads a tenant's settings into a tenant. Creation and change read the same fields; a
/// `null` means "as a new tenant has it", so it clears what was set (RFC 7396).
struct TenantForm {
    private var fields: FieldReader
    private var tenant: Tenant
    private let callbackFault: (String) -> String?

    /// A new tenant.
    /// - Throws: `Problem` (`badParameters`).
    static func create(
        _ fields: FieldReader, at now: Timestamp, callbackFault: @escaping (String) -> String?
    ) throws(Problem) -> Tenant {
        var fields = fields
        let id = fields.string("id", .tenantID, required: true) ?? ""
        let tenant = Tenant(id: TenantID(id), name: id, createdAt: now)
        return try TenantForm(fields, tenant, callbackFault).changed()
    }

    /// `tenant` with the settings that are given.
    /// - Throws: `Problem` (`badParameters`).
    static func change(
        _ tenant: Tenant, _ fields: FieldReader, callbackFault: @escaping (String) -> String?
    ) throws(Problem) -> Tenant {
        var fields = fields
        if let id = fields.string("id", .tenantID), id != tenant.id.rawValue {
            fields.refuse("id", "cannot be changed")
        }
        return try TenantForm(fields, tenant, callbackFault).changed()
    }

    private init(
        _ fields: FieldReader, _ tenant: Tenant, _ callbackFault: @escaping (String) -> String?
    ) {
        self.fields = fields
        self.tenant = tenant
        self.callbackFault = callbackFault
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
        take("rate_limit", \.rateLimit, new: nil) { $0.object("rate_limit", Self.rateLimit) }
        take("quota", \.quota, new: nil) { $0.object("quota", Self.quota) }
        take("explain", \.explain, new: .full) { $0.choice("explain", ExplainMode.self) }
        take("prompts", \.prompts, new: .whole) { $0.choice("prompts", PromptMode.self) }
        take("strikes", \.strikes, new: nil) { $0.object("strikes", StrikeForm.policy) }
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

    private static func rateLimit(_ fields: inout FieldReader) -> RatePolicy? {
        let requests = fields.integer("requests", in: 1...1_000_000, required: true)
        let per = fields.choice("per", RatePolicy.Period.self) ?? .minute
        let burst = fields.integer("burst", in: 1...1_000_000)
        return requests.map { RatePolicy(requests: $0, per: per, burst: burst) }
    }

    private static func quota(_ fields: inout FieldReader) -> QuotaPolicy? {
        let limit = fields.integer("limit", in: 0...1_000_000_000, required: true)
        let window = fields.choice("window", QuotaPolicy.Window.self) ?? .day
        return limit.map { QuotaPolicy(limit: $0, window: window) }
    }
}
