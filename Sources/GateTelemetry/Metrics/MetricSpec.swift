/// What is said of one metric besides its values: how it is called, and what it means.
public struct MetricSpec: Hashable, Sendable {
    /// The kinds of metrics there are.
    public enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// The whole name; a counter's ends with `_total`.
    public let name: String
    public let kind: Kind
    /// What it counts, in one sentence.
    public let help: String
    /// The upper bounds of a histogram's buckets, ascending, without the infinite one.
    public let buckets: [Double]

    /// Describes a metric; see the properties.
    public init(_ name: String, _ kind: Kind, _ help: String, buckets: [Double] = []) {
        self.name = name
        self.kind = kind
        self.help = help
        self.buckets = buckets
    }
}
