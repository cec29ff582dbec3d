import CoreMetrics
import Synchronization

/// Values sorted into buckets. Times are kept in seconds.
final class HistogramCell: MetricCell, TimerHandler, RecorderHandler {
    private let bounds: [Double]
    private let state: Mutex<(counts: [UInt64], sum: Double)>

    /// - Parameter bounds: the buckets' upper bounds, ascending.
    init(_ bounds: [Double]) {
        self.bounds = bounds
        state = Mutex((Array(repeating: 0, count: bounds.count + 1), 0))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        var place = 0
        while place < bounds.count, value > bounds[place] { place += 1 }
        state.withLock { state in
            state.counts[place] += 1
            state.sum += value
        }
    }

    var reading: MetricReading {
        let (counts, sum) = state.withLock { $0 }
        return .histogram(counts: counts, sum: sum)
    }
}
