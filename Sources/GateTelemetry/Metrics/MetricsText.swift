import GateCore

/// Writes metrics as text.
///
/// Sources: Prometheus text exposition format 0.0.4; OpenMetrics 1.0.0.
struct MetricsText {
    let format: MetricsFormat
    private(set) var text = ""

    init(_ format: MetricsFormat) { self.format = format }

    /// Adds a metric with all its series.
    mutating func add(_ family: MetricFamily) {
        let readings = family.readings
        guard !readings.isEmpty else { return }
        let name = family.spec.name
        let title = title(of: family.spec)
        if !family.spec.help.isEmpty {
            text += "# HELP \(title) \(Self.escaped(family.spec.help, quotes: false))\n"
        }
        text += "# TYPE \(title) \(family.spec.kind.rawValue)\n"
        for (labels, reading) in readings {
            switch reading {
            case .number(let number): line(name, labels, Self.number(number))
            case .histogram(let counts, let sum):
                histogram(name, labels, counts, sum, family.spec.buckets)
            }
        }
    }

    /// Ends the text.
    mutating func end() {
        if format == .openMetrics { text += "# EOF\n" }
    }

    /// OpenMetrics calls the metric `x` whose samples are called `x_total`.
    private func title(of spec: MetricSpec) -> String {
        guard format == .openMetrics, spec.kind == .counter, spec.name.hasSuffix("_total") else {
            return spec.name
        }
        return String(spec.name.dropLast("_total".count))
    }

    private mutating func histogram(
        _ name: String, _ labels: MetricLabels, _ counts: [UInt64], _ sum: Double,
        _ bounds: [Double]
    ) {
        var total: UInt64 = 0
        for (place, count) in counts.enumerated() {
            total += count
            let bound = place < bounds.count ? bounds[place] : .infinity
            line("\(name)_bucket", labels, String(total), bound: Self.number(bound))
        }
        line("\(name)_sum", labels, Self.number(sum))
        line("\(name)_count", labels, String(total))
    }

    private mutating func line(
        _ name: String, _ labels: MetricLabels, _ value: String, bound: String? = nil
    ) {
        text += name
        let written =
            labels.pairs.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            + (bound.map { ["le=\"\($0)\""] } ?? [])
        if !written.isEmpty { text += "{\(written.joined(separator: ","))}" }
        text += " \(value)\n"
    }

    /// A number as Go reads it.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return "\(value)"
    }

    /// Escapes what would end a line or a value.
    static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
