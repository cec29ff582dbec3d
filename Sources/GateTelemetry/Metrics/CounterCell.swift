import CoreMetrics
import Synchronization

/// A number that only grows.
final class CounterCell: MetricCell, CounterHandler, FloatingPointCounterHandler {
    private let value = Mutex<Double>(0)

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) { if amount > 0 { value.withLock { $0 += amount } } }
    func reset() { value.withLock { $0 = 0 } }

    /// Takes over a count that is kept elsewhere.
    func set(_ total: Double) { value.withLock { $0 = total } }

    var reading: MetricReading { .number(value.withLock { $0 }) }
}
