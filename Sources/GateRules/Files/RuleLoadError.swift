import GateCore

/// Why a set of rule files is not taken: every fault, not only the first.
public struct RuleLoadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In the order of the files' lines; never empty.
    public let faults: [RuleFault]

    init(_ faults: [RuleFault]) { self.faults = faults }

    /// A fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
