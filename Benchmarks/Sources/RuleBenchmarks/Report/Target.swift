/// A figure that the engine is to reach.
struct Target: Codable {
    let name: String
    let unit: String
    /// What is wanted.
    let wanted: Double
    /// Whether less is better.
    let isCeiling: Bool
    let measured: Double

    static func atMost(_ wanted: Double, _ unit: String, _ name: String, _ measured: Double)
        -> Target
    {
        Target(name: name, unit: unit, wanted: wanted, isCeiling: true, measured: measured)
    }

    static func atLeast(_ wanted: Double, _ unit: String, _ name: String, _ measured: Double)
        -> Target
    {
        Target(name: name, unit: unit, wanted: wanted, isCeiling: false, measured: measured)
    }

    /// Whether it is reached.
    /// - Parameter slack: by how much it may be missed, as a factor.
    func isMet(slack: Double = 1) -> Bool {
        isCeiling ? measured <= wanted * slack : measured >= wanted / slack
    }
}
