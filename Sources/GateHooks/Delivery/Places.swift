import GateCore

/// Shares out how many webhooks are on their way at once. Pure.
///
/// A receiver earns its parallel places by taking webhooks. One that is new, or failed
/// last, has a single place, its tenant two such places, and all of those together have
/// half: so that dead receivers, each holding a place until its time-out, cannot take all
/// places, and one tenant's cannot take those of others.
struct Places {
    /// Of one tenant, whatever its receivers are.
    static let perTenant = 8
    /// Of one tenant, to receivers that are new or failed last.
    static let strangersPerTenant = 2

    private let total: Int
    /// Of a receiver that takes its webhooks.
    let perReceiver: Int
    private var held: [Receiver: Int] = [:]
    private var ofTenants: [TenantID: Int] = [:]
    private var trusted: Set<Receiver> = []
    /// How many places are taken.
    private(set) var taken = 0
    /// Of those, how many by receivers that are not trusted.
    private var strangers = 0
    private var strangersOfTenants: [TenantID: Int] = [:]

    /// - Parameters:
    ///   - total: places for all, at least 2.
    ///   - perReceiver: places for a receiver that takes its webhooks.
    init(total: Int = 256, perReceiver: Int = 4) {
        self.total = max(2, total)
        self.perReceiver = max(1, perReceiver)
    }

    /// Whether no place is left for anyone.
    var isFull: Bool { taken >= total }

    /// Whether someone may be without a place because of others' webhooks.
    var isScarce: Bool { isFull || !hasRoomForStrangers }

    private var hasRoomForStrangers: Bool { strangers < total / 2 }

    /// Takes a place for `receiver`, if there is one.
    mutating func take(_ receiver: Receiver) -> Bool {
        let own = held[receiver, default: 0]
        guard !isFull, ofTenants[receiver.tenant, default: 0] < Self.perTenant else {
            return false
        }
        if trusted.contains(receiver) {
            guard own < perReceiver else { return false }
        } else {
            guard own == 0, hasRoomForStrangers,
                strangersOfTenants[receiver.tenant, default: 0] < Self.strangersPerTenant
            else { return false }
        }
        count(receiver, 1)
        return true
    }

    /// Gives a place back, and remembers how the receiver behaved.
    mutating func giveBack(_ receiver: Receiver, succeeded: Bool) {
        count(receiver, -1)
        // Forgotten trust is earned anew at once.
        if succeeded, trusted.count >= 10_000 { for old in trusted { trust(old, false) } }
        trust(receiver, succeeded)
    }

    private mutating func count(_ receiver: Receiver, _ change: Int) {
        held[receiver] = Self.sum(held[receiver], change)
        ofTenants[receiver.tenant] = Self.sum(ofTenants[receiver.tenant], change)
        taken += change
        if !trusted.contains(receiver) { countStranger(receiver.tenant, change) }
    }

    private mutating func trust(_ receiver: Receiver, _ isTrusted: Bool) {
        guard isTrusted != trusted.contains(receiver) else { return }
        let own = held[receiver, default: 0]
        if isTrusted { trusted.insert(receiver) } else { trusted.remove(receiver) }
        countStranger(receiver.tenant, isTrusted ? -own : own)
    }

    private mutating func countStranger(_ tenant: TenantID, _ change: Int) {
        strangers += change
        strangersOfTenants[tenant] = Self.sum(strangersOfTenants[tenant], change)
    }

    /// Nil for none, so that what is not there takes no memory.
    private static func sum(_ number: Int?, _ change: Int) -> Int? {
        let sum = (number ?? 0) + change
        return sum == 0 ? nil : sum
    }
}
