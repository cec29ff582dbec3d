import GateCore

/// How long answers are remembered, and how many.
public struct CacheSettings: Hashable, Sendable {
    let ttl: Duration
    let entries: Int

    /// Describes a cache; see the properties.
    init(ttl: Duration = .seconds(300), entries: Int = 1000) {
        self.ttl = ttl
        self.entries = entries
    }

    /// Reads `cache:`.
    init(_ fields: SettingFields) {
        let usual = CacheSettings()
        self.init(
            ttl: fields.duration("ttl", in: .milliseconds(10) ... .seconds(86_400)) ?? usual.ttl,
            entries: fields.integer("entries", in: 1...100_000) ?? usual.entries)
    }
}
