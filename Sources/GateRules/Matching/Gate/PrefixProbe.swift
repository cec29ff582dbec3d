/// Asks several gates, one for each length of prefixes, whether a token may begin with one,
/// with one load of the token and one branch.
///
/// `@unchecked Sendable`: what it points to is never written. To be used while the gates
/// live.
struct PrefixProbe: @unchecked Sendable {
    /// How many gates there are, 3 at most.
    let count: Int
    private let first: WindowGate.Probe
    private let second: WindowGate.Probe
    private let third: WindowGate.Probe

    /// Nil when there are no gates.
    init?(_ gates: [WindowGate]) {
        guard let first = gates.first?.probe else { return nil }
        precondition(gates.count <= 3, "A prefix has two, three or four letters.")
        count = gates.count
        self.first = first
        second = gates.count > 1 ? gates[1].probe : first
        third = gates.count > 2 ? gates[2].probe : first
    }

    /// For one gate.
    @inline(__always)
    func mayHoldFirst(_ token: UnsafePointer<UInt8>) -> Bool {
        first.flag(of: Self.window(token)) != 0
    }

    /// For two gates.
    @inline(__always)
    func mayHoldFirstTwo(_ token: UnsafePointer<UInt8>) -> Bool {
        let window = Self.window(token)
        return first.flag(of: window) | second.flag(of: window) != 0
    }

    /// For three gates.
    @inline(__always)
    func mayHold(_ token: UnsafePointer<UInt8>) -> Bool {
        let window = Self.window(token)
        return first.flag(of: window) | second.flag(of: window) | third.flag(of: window) != 0
    }

    @inline(__always)
    private static func window(_ token: UnsafePointer<UInt8>) -> UInt32 {
        UnsafeRawPointer(token).loadUnaligned(as: UInt32.self)
    }
}
