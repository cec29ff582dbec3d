import GateCore
import GateTestKit

/// An exchange about a prompt.
func exchange(
    _ text: String, tenant: TenantID = "acme", surface: Surface = .trigger,
    kind: String = "imagine", images: [String] = []
) -> Exchange {
    Exchange(
        id: "e1", caller: caller(tenant), surface: surface, kind: kind, text: text,
        rules: LiteralRules([]), receivedAt: Timestamp(milliseconds: 1000), imageURLs: images)
}

/// A key of that tenant.
func caller(_ tenant: TenantID = "acme") -> Caller {
    Caller(
        tenant: Tenant(id: tenant, name: "", createdAt: Timestamp(milliseconds: 0)), key: "k",
        scope: .tenant)
}

/// A value of a configuration file: texts, lists and mappings.
indirect enum Written: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    case text(String)
    case list([Written])
    case mapping([(String, Written)])

    init(stringLiteral value: String) { self = .text(value) }
    init(arrayLiteral elements: Written...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, Written)...) { self = .mapping(elements) }

    var node: ConfigNode {
        switch self {
        case .text(let text): ConfigNode(.text(text))
        case .list(let items): ConfigNode(.list(items.map(\.node)))
        case .mapping(let pairs):
            ConfigNode(.mapping(pairs.map { ConfigPair($0.0, $0.1.node) }))
        }
    }
}

/// Settings as they are read from a file, and what is wrong with them.
func read<Settings: StageSettings>(
    _ written: Written, _ type: Settings.Type = Settings.self
) -> (settings: Settings, faults: [String]) {
    let sheet = SettingFaults(file: "pipeline.yaml")
    let fields = SettingFields(written.node, owner: "Stage", sheet: sheet)
    let settings = Settings(fields)
    fields.refuseUnknown()
    return (settings, sheet.faults.map { "\($0.message) \($0.remedy)" })
}
