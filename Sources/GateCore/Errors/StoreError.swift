/// Why a store could not do what it was asked.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds a caller may want to tell apart.
    public enum Kind: Hashable, Sendable {
        /// A name that must be unique is taken.
        case conflict
        /// The record is not there.
        case notFound
        /// The disk or the database refused: nothing was written.
        case unavailable
    }

    /// What kind of failure it was.
    public let kind: Kind
    /// What the database said, without parameters (they may hold prompts).
    public let description: String

    /// - Parameters:
    ///   - kind: what kind of failure it was.
    ///   - description: what the database said.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
