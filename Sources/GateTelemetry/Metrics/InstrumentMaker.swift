import CoreMetrics

/// Makes instruments of swift-metrics for metrics of the catalogue.
struct InstrumentMaker: Sendable {
    let factory: any MetricsFactory

    func counter(_ spec: MetricSpec, _ labels: [(String, String)] = []) -> Counter {
        Counter(label: spec.name, dimensions: labels, factory: factory)
    }

    func timer(_ spec: MetricSpec, _ labels: [(String, String)] = []) -> CoreMetrics.Timer {
        CoreMetrics.Timer(label: spec.name, dimensions: labels, factory: factory)
    }

    func recorder(_ spec: MetricSpec, _ labels: [(String, String)] = []) -> Recorder {
        Recorder(label: spec.name, dimensions: labels, aggregate: true, factory: factory)
    }
}
