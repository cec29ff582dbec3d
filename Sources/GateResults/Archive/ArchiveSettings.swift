import GateCore

/// The settings of the result stage `archive`.
public struct ArchiveSettings: StageSettings {
    let sources: ImageSources
    /// A larger image is not kept.
    let maxBytes: Int
    /// How long an image is kept; nil for ever.
    let keep: Duration?

    public init(_ fields: SettingFields) {
        sources = ImageSources(
            hosts: Set(Self.hosts(fields)), allowHTTP: fields.flag("allow_http") ?? false)
        maxBytes = (fields.integer("max_mib", in: 1...64) ?? 25) << 20
        keep = fields.duration("keep", in: .seconds(1) ... .seconds(86_400 * 3660))
    }

    private static func hosts(_ fields: SettingFields) -> [String] {
        (fields.texts("hosts") ?? []).map { $0.lowercased() }.filter { host in
            if ImageSources.isHost(host) { return true }
            fields.refuse(
                "hosts", "\"\(host)\" is no host.",
                "Write a name such as cdn.example.com, with :port where it is not the usual one.")
            return false
        }
    }
}
