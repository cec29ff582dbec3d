/// The value of one series, under one set of labels.
protocol MetricCell: AnyObject, Sendable {
    /// What it holds now.
    var reading: MetricReading { get }
}
