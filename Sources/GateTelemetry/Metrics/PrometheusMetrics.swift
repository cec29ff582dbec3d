import CoreMetrics
import Synchronization

/// The metrics of one process, as a `MetricsFactory` of swift-metrics: instruments that
/// are made with it show in its text.
///
/// A metric that is not in the catalogue is exported all the same, with what swift-metrics
/// knows of it.
public final class PrometheusMetrics: MetricsFactory, Sendable {
    private let families: Mutex<[String: MetricFamily]>
    private let dropped = CounterCell()

    /// - Parameter catalog: the metrics that are known, shown even before they have a value.
    public init(_ catalog: [MetricSpec] = MetricCatalog.all) {
        families = Mutex(
            Dictionary(uniqueKeysWithValues: catalog.map { ($0.name, MetricFamily($0)) }))
        let labels = MetricLabels([])
        _ = family(MetricCatalog.droppedSeries).cell(labels) { dropped }
    }

    /// The family of a metric, which is made where it is not known.
    func family(_ spec: MetricSpec) -> MetricFamily {
        families.withLock { families in
            if let known = families[spec.name] { return known }
            let family = MetricFamily(spec)
            families[spec.name] = family
            return family
        }
    }

    /// Every family, by name.
    var all: [MetricFamily] {
        families.withLock { Array($0.values) }.sorted { $0.spec.name < $1.spec.name }
    }

    private func cell<Cell: MetricCell>(
        _ label: String, _ dimensions: [(String, String)], _ kind: MetricSpec.Kind,
        make: (MetricSpec) -> Cell
    ) -> Cell {
        let name = MetricLabels.legal(label)
        let family = family(MetricSpec(name, kind, "", buckets: MetricSpec.usual))
        guard family.spec.kind == kind else {
            dropped.increment(by: Int64(1))
            return make(family.spec)
        }
        if let cell = family.cell(MetricLabels(dimensions), make: { make(family.spec) }) {
            return cell
        }
        dropped.increment(by: Int64(1))
        return make(family.spec)
    }

    // MARK: MetricsFactory

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(label, dimensions, .counter) { _ in CounterCell() }
    }

    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        cell(label, dimensions, .counter) { _ in CounterCell() }
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(label, dimensions, .gauge) { _ in GaugeCell() }
    }

    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? cell(label, dimensions, .histogram) { HistogramCell($0.buckets) }
            : cell(label, dimensions, .gauge) { _ in GaugeCell() }
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        cell(label, dimensions, .histogram) { HistogramCell($0.buckets) }
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {
        remove(handler)
    }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    private func remove(_ handler: AnyObject) {
        for family in all { family.remove(handler) }
    }
}
