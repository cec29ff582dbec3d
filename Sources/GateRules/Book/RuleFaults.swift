import GateCore

/// Everything that is wrong with some rule files.
public struct RuleFaults: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one, by file and line.
    public let faults: [RuleFault]

    /// - Parameter faults: at least one.
    public init(_ faults: [RuleFault]) { self.faults = faults }

    /// A line for each.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
