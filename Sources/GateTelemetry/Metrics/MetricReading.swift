/// What a cell held at one moment.
enum MetricReading: Hashable, Sendable {
    /// A counter or a gauge.
    case number(Double)
    /// Values in each bucket, the infinite one last, not summed up; and the sum of all.
    case histogram(counts: [UInt64], sum: Double)
}
