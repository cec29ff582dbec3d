import GateCore

/// The settings of the rewriter `parameters`.
public struct ParametersRewriteSettings: StageSettings {
    let book: ParameterBook
    private let edits: ParameterEdits
    private let tenants: [String: ParameterEdits]

    public init(_ fields: SettingFields) {
        let book = ParameterBook(adding: fields.texts("names") ?? [])
        self.book = book
        let edits = Self.edits(fields, book, base: ParameterEdits())
        self.edits = edits
        tenants = fields.namedMappings("tenants").reduce(into: [:]) {
            $0[$1.name] = Self.edits($1.fields, book, base: edits)
        }
    }

    /// What is done for a tenant.
    func edits(for tenant: TenantID) -> ParameterEdits { tenants[tenant.rawValue] ?? edits }

    /// What some keys leave out is taken from `base`.
    private static func edits(
        _ fields: SettingFields, _ book: ParameterBook, base: ParameterEdits
    ) -> ParameterEdits {
        let reader = PolicyReader(book: book)
        var edits = base
        edits.force = settings("force", fields, reader) ?? edits.force
        edits.defaults = settings("default", fields, reader) ?? edits.defaults
        edits.remove = reader.names("remove", fields).map(Set.init) ?? edits.remove
        edits.mendsDashes = fields.flag("dashes") ?? edits.mendsDashes
        for setting in edits.force + edits.defaults
        where edits.remove.contains(setting.parameter.name) {
            fields.refuse(
                "remove", "\"\(setting.parameter.name)\" is removed and added.",
                "Write it in one place.")
        }
        return edits
    }

    private static func settings(
        _ key: String, _ fields: SettingFields, _ reader: PolicyReader
    ) -> [ParameterEdits.Setting]? {
        guard let inner = fields.mapping(key) else { return nil }
        return inner.keys.compactMap { name in
            guard let text = inner.text(name),
                let parameter = reader.parameter(name, refuse: { inner.refuse(name, $0, $1) })
            else { return nil }
            if let setting = setting(parameter, text) { return setting }
            inner.refuse(
                name, "--\(parameter.name) cannot have the value \"\(text)\".",
                parameter.shape == .nothing ? "Write true." : "Write a value as prompts have it.")
            return nil
        }
    }

    private static func setting(
        _ parameter: MidjourneyParameter, _ text: String
    ) -> ParameterEdits.Setting? {
        switch parameter.shape {
        case .nothing:
            return text == "true" ? ParameterEdits.Setting(parameter: parameter, value: nil) : nil
        case .list:
            let isOneList =
                FlagReader.flags(in: text, .standard).isEmpty
                && !text.unicodeScalars.contains { $0.value < 0x20 }
                && text.first?.isWhitespace == false && text.last?.isWhitespace == false
            return isOneList ? ParameterEdits.Setting(parameter: parameter, value: text) : nil
        case .number, .ratio, .word, .references:
            return parameter.shape.takes(text)
                ? ParameterEdits.Setting(parameter: parameter, value: text) : nil
        }
    }
}
