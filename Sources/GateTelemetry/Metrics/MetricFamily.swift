import Synchronization

/// All series of one metric.
final class MetricFamily: Sendable {
    /// More series than any configuration makes. Beyond it, values are dropped and counted:
    /// a metric must not be a way to fill memory.
    static let mostSeries = 2000

    let spec: MetricSpec
    private let cells = Mutex<[MetricLabels: any MetricCell]>([:])

    init(_ spec: MetricSpec) { self.spec = spec }

    /// The cell of those labels.
    /// - Returns: nil when there is no room for another.
    func cell<Cell: MetricCell>(_ labels: MetricLabels, make: () -> Cell) -> Cell? {
        cells.withLock { cells in
            if let known = cells[labels] { return known as? Cell }
            guard cells.count < Self.mostSeries else { return nil }
            let cell = make()
            cells[labels] = cell
            return cell
        }
    }

    /// Forgets the series that a cell stands for.
    func remove(_ cell: AnyObject) {
        cells.withLock { cells in
            guard let place = cells.firstIndex(where: { $0.value === cell }) else { return }
            cells.remove(at: place)
        }
    }

    /// Forgets every series, for a metric whose labels come and go.
    func removeAll() { cells.withLock { $0.removeAll() } }

    /// Every series, in the order of its labels.
    var readings: [(labels: MetricLabels, reading: MetricReading)] {
        cells.withLock { $0.map { ($0.key, $0.value) } }
            .sorted { $0.0.order < $1.0.order }
            .map { (labels: $0.0, reading: $0.1.reading) }
    }
}

extension MetricLabels {
    /// What series are sorted by.
    fileprivate var order: String {
        pairs.map { "\($0.name)\u{1}\($0.value)" }.joined(separator: "\u{2}")
    }
}
