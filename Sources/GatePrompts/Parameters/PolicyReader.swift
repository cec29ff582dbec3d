import GateCore

/// Reads what settings say of parameters.
struct PolicyReader {
    let book: ParameterBook

    /// The policy of some keys; what they leave out is taken from `base`.
    func policy(_ fields: SettingFields, base: ParameterPolicy = ParameterPolicy())
        -> ParameterPolicy
    {
        var policy = base
        let allow = names("allow", fields)
        let deny = names("deny", fields)
        if allow != nil, deny != nil {
            fields.refuse(
                "deny", "Both \"allow\" and \"deny\" are given.",
                "Write one of them: what \"allow\" leaves out is denied.")
        }
        if allow != nil || deny != nil {
            policy.allow = allow.map(Set.init)
            policy.deny = Set(deny ?? [])
        }
        policy.unknown =
            fields.choice("unknown", of: ParameterPolicy.Unknown.allCases) ?? policy.unknown
        policy.ranges.merge(ranges(fields)) { $1 }
        policy.values.merge(values(fields)) { $1 }
        return policy
    }

    /// The parameters that a list names, by their first names; nil when the key is absent.
    func names(_ key: String, _ fields: SettingFields) -> [String]? {
        fields.texts(key)?.compactMap { text in
            parameter(text) { fields.refuse(key, $0, $1) }?.name
        }
    }

    /// The parameter that settings mean by `text`, dashes or none.
    func parameter(
        _ text: String, refuse: (_ message: String, _ remedy: String) -> Void
    ) -> MidjourneyParameter? {
        let name = text.lowercased().drop { $0 == "-" }
        if let found = book[String(name)] { return found }
        refuse(
            "\"\(text)\" is no parameter of Midjourney.",
            book.nearest(to: String(name)).map { "Did you mean \"\($0)\"?" }
                ?? "If it is a new one, add it to \"names\".")
        return nil
    }

    private func ranges(_ fields: SettingFields) -> [String: ParameterRange] {
        guard let inner = fields.mapping("ranges") else { return [:] }
        return inner.keys.reduce(into: [:]) { ranges, key in
            guard let text = inner.text(key),
                let parameter = parameter(key, refuse: { inner.refuse(key, $0, $1) })
            else { return }
            let range = ParameterRange(text, of: parameter.shape)
            if let range {
                ranges[parameter.name] = range
            } else {
                refuseRange(key, text, parameter, inner)
            }
        }
    }

    private func refuseRange(
        _ key: String, _ text: String, _ parameter: MidjourneyParameter, _ fields: SettingFields
    ) {
        switch parameter.shape {
        case .number:
            fields.refuse(
                key, "\"\(text)\" is no range of numbers.",
                "Write the least and the greatest, such as 0-1000.")
        case .ratio:
            fields.refuse(
                key, "\"\(text)\" is no range of ratios.",
                "Write the narrowest and the widest, such as 1:3-3:1.")
        case .nothing, .word, .references, .list:
            fields.refuse(
                key, "\"\(key)\" has no range.", "Name its values under \"values\", or remove it.")
        }
    }

    private func values(_ fields: SettingFields) -> [String: [String]] {
        guard let inner = fields.mapping("values") else { return [:] }
        return inner.keys.reduce(into: [:]) { values, key in
            guard let texts = inner.texts(key),
                let parameter = parameter(key, refuse: { inner.refuse(key, $0, $1) })
            else { return }
            if parameter.shape == .nothing || texts.isEmpty {
                inner.refuse(
                    key, "\"\(key)\" can have none of these values.",
                    "Write its values, or remove it.")
            }
            values[parameter.name] = texts
        }
    }
}
