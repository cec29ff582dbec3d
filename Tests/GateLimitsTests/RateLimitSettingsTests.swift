import GateCore
import Testing

@testable import GateLimits

@Suite("Settings of the rate limit stage")
struct RateLimitSettingsTests {
    private func read(_ items: [[(String, String)]]) -> (RateLimitSettings, [String]) {
        let nodes = items.map { item in
            ConfigNode(.mapping(item.map { ConfigPair($0.0, ConfigNode(.text($0.1))) }))
        }
        let root = ConfigNode(.mapping([ConfigPair("policies", ConfigNode(.list(nodes)))]))
        let sheet = SettingFaults(file: "pipeline.yaml")
        let fields = SettingFields(root, owner: "Stage \"rate_limit\"", sheet: sheet)
        let settings = RateLimitSettings(fields)
        fields.refuseUnknown()
        return (settings, sheet.faults.map(\.message))
    }

    @Test("policies are read with their defaults")
    func policies() {
        let (settings, faults) = read([
            [("requests", "60")],
            [
                ("requests", "5"), ("per", "hour"), ("burst", "2"), ("by", "end_user"),
                ("name", "each"),
            ],
        ])
        #expect(faults.isEmpty)
        #expect(
            settings.policies == [
                RatePolicy(requests: 60, per: .minute),
                RatePolicy(requests: 5, per: .hour, burst: 2, by: .endUser, name: "each"),
            ])
    }

    @Test("what is wrong is told, with the key")
    func wrong() {
        #expect(read([[("per", "hour")]]).1 == ["An item of \"policies\" has no \"requests\"."])
        #expect(read([[("requests", "0")]]).1.count == 1)
        #expect(read([[("requests", "1"), ("by", "ip")]]).1 == ["\"by\" cannot be \"ip\"."])
        #expect(
            read([[("requests", "1"), ("name", "a b")]]).1
                == ["\"a b\" cannot be a policy's name."])
        #expect(
            read([[("requests", "1"), ("size", "9")]]).1
                == ["An item of \"policies\" has no key \"size\"."])
        #expect(
            read([[("requests", "1")], [("requests", "2")]]).1
                == ["Two policies are named \"tenant\"."])
        let nine = (1...9).map { [("requests", "1"), ("name", "p\($0)")] }
        #expect(read(nine).1 == ["\"policies\" has more than 8 items."])
    }
}
