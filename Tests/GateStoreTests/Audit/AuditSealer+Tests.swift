import GateTestKit

@testable import GateStore

extension AuditSealer {
    /// Chains with a key of its own.
    static var forTests: AuditSealer {
        let random = SeededRandom(seed: 4)
        return AuditSealer(keys: AuditKeyring(random), time: ManualTime(), random: random)
    }
}
