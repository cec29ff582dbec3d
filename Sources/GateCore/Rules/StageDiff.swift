/// What is different between two versions of `pipeline.yaml`, as they are written: a list
/// that a file leaves out has no stages here, although the standard ones then work. Stages
/// are named by list and name: `request/quota`.
public struct StageDiff: Hashable, Sendable {
    /// A stage that both have, and the keys under which it is not the same.
    public struct Change: Hashable, Sendable {
        public let stage: String
        public let fields: [String]

        /// Describes one change; see the properties.
        public init(stage: String, fields: [String]) {
            self.stage = stage
            self.fields = fields
        }
    }

    /// Stages that only the newer one has, in its order.
    public let added: [String]
    /// Stages that only the older one has, in its order.
    public let removed: [String]
    /// Stages that both have.
    public let changed: [Change]
    /// The lists in which stages that both have stand in another order.
    public let reordered: [String]

    /// No difference.
    public static let none = StageDiff(added: [], removed: [], changed: [], reordered: [])

    /// Describes one difference; see the properties.
    public init(added: [String], removed: [String], changed: [Change], reordered: [String]) {
        self.added = added
        self.removed = removed
        self.changed = changed
        self.reordered = reordered
    }
}
