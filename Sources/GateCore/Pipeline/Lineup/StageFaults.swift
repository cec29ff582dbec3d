/// All that is wrong with `rules/pipeline.yaml`.
public struct StageFaults: Error, Hashable, Sendable {
    /// At least one, by line.
    public let faults: [RuleFault]

    /// - Parameter faults: at least one.
    public init(_ faults: [RuleFault]) { self.faults = faults }
}
