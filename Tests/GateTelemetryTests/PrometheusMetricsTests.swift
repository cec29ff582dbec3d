import CoreMetrics
import GateCore
import Testing

@testable import GateTelemetry

@Suite("Prometheus metrics")
struct PrometheusMetricsTests {
    private static let seconds = MetricSpec(
        "t_seconds", .histogram, "Time.", buckets: [0.1, 1])

    private func text(_ metrics: PrometheusMetrics, _ format: MetricsFormat = .prometheus) -> String
    {
        var text = MetricsText(format)
        for family in metrics.all { text.add(family) }
        text.end()
        return text.text
    }

    @Test("counts, with labels in order, help and type once")
    func counts() {
        let metrics = PrometheusMetrics([MetricSpec("c_total", .counter, "Counted.")])
        let one = Counter(
            label: "c_total", dimensions: [("z", "1"), ("a", "2")], factory: metrics)
        one.increment(by: 2)
        one.increment()
        Counter(label: "c_total", dimensions: [("a", "3")], factory: metrics).increment()
        #expect(
            text(metrics).hasPrefix(
                """
                # HELP c_total Counted.
                # TYPE c_total counter
                c_total{a="2",z="1"} 3
                c_total{a="3"} 1

                """))
    }

    @Test("sums buckets up, puts a value on its bound into the lower one, and counts all")
    func histogram() {
        let metrics = PrometheusMetrics([Self.seconds])
        let timer = Timer(label: "t_seconds", factory: metrics)
        for nanoseconds in [50_000_000, 100_000_000, 500_000_000, 3_000_000_000] {
            timer.recordNanoseconds(Int64(nanoseconds))
        }
        #expect(
            text(metrics).contains(
                """
                # TYPE t_seconds histogram
                t_seconds_bucket{le="0.1"} 2
                t_seconds_bucket{le="1"} 3
                t_seconds_bucket{le="+Inf"} 4
                t_seconds_sum 3.65
                t_seconds_count 4

                """))
    }

    @Test("escapes what would end a value or a line")
    func escapes() {
        let metrics = PrometheusMetrics([MetricSpec("g", .gauge, "A \\ and\na \"line\".")])
        Gauge(label: "g", dimensions: [("v", "a\"b\\c\nd")], factory: metrics).record(1.5)
        #expect(
            text(metrics).hasPrefix(
                #"# HELP g A \\ and\na "line"."# + "\n# TYPE g gauge\n"
                    + #"g{v="a\"b\\c\nd"} 1.5"# + "\n"))
    }

    @Test("makes names legal")
    func names() {
        #expect(MetricLabels.legal("a.b-c d") == "a_b_c_d")
        #expect(MetricLabels.legal("9a") == "_9a")
        #expect(MetricLabels.legal("") == "_")
        #expect(MetricLabels.legal("é") == "_")
    }

    @Test("writes numbers as Go reads them")
    func numbers() {
        #expect(MetricsText.number(.infinity) == "+Inf")
        #expect(MetricsText.number(-.infinity) == "-Inf")
        #expect(MetricsText.number(.nan) == "NaN")
        #expect(MetricsText.number(1_700_000_000) == "1700000000")
        #expect(MetricsText.number(0.000_005) == "5e-06")
    }

    @Test("OpenMetrics names the counter without its ending, and ends the text")
    func openMetrics() {
        let metrics = PrometheusMetrics([MetricSpec("c_total", .counter, "Counted.")])
        Counter(label: "c_total", factory: metrics).increment()
        let text = text(metrics, .openMetrics)
        #expect(text.hasPrefix("# HELP c Counted.\n# TYPE c counter\nc_total 1\n"))
        #expect(text.hasSuffix("# EOF\n"))
    }

    @Test("drops and counts series beyond a bound")
    func bounded() {
        let metrics = PrometheusMetrics([MetricSpec("c_total", .counter, "Counted.")])
        for number in 0..<(MetricFamily.mostSeries + 5) {
            Counter(label: "c_total", dimensions: [("n", "\(number)")], factory: metrics)
                .increment()
        }
        #expect(metrics.family(MetricSpec("c_total", .counter, "")).readings.count == 2000)
        #expect(text(metrics).contains("promptgate_metrics_dropped_series_total 5\n"))
    }

    @Test("an instrument of another kind than its metric is not exported")
    func kinds() {
        let metrics = PrometheusMetrics([MetricSpec("c_total", .counter, "Counted.")])
        Gauge(label: "c_total", factory: metrics).record(7)
        #expect(!text(metrics).contains("c_total 7"))
        #expect(text(metrics).contains("promptgate_metrics_dropped_series_total 1\n"))
    }

    @Test("a destroyed instrument is gone")
    func destroyed() {
        let metrics = PrometheusMetrics([MetricSpec("c_total", .counter, "Counted.")])
        let counter = Counter(label: "c_total", factory: metrics)
        counter.increment()
        counter.destroy()
        #expect(!text(metrics).contains("c_total 1"))
    }

    @Test("metrics of the catalogue have conventional names, a help text and buckets")
    func catalog() {
        var names: Set<String> = []
        for spec in MetricCatalog.all {
            #expect(names.insert(spec.name).inserted, "\(spec.name) twice")
            #expect(spec.name == MetricLabels.legal(spec.name))
            #expect(spec.name.hasPrefix("promptgate_") || spec.name.hasPrefix("process_"))
            #expect((spec.kind == .counter) == spec.name.hasSuffix("_total"), "\(spec.name)")
            #expect(spec.help.hasSuffix("."), "\(spec.name)")
            #expect((spec.kind == .histogram) != spec.buckets.isEmpty, "\(spec.name)")
            #expect(spec.buckets == spec.buckets.sorted())
        }
    }
}
