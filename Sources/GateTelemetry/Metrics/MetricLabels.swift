/// The labels of one series: names in order, so that the same labels are the same series.
struct MetricLabels: Hashable, Sendable {
    let pairs: [MetricLabel]

    /// - Parameter dimensions: names and values in any order; of a name the last one counts.
    init(_ dimensions: [(String, String)]) {
        var values: [String: String] = [:]
        for (name, value) in dimensions { values[Self.legal(name)] = value }
        pairs = values.sorted { $0.key < $1.key }.map { MetricLabel(name: $0.key, value: $0.value) }
    }

    /// A name that the format allows: letters, digits and `_`, no digit first.
    static func legal(_ name: String) -> String {
        let legal = String(
            name.unicodeScalars.map { scalar in
                let isWord = scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_")
                let isDigit = ("0"..."9").contains(scalar)
                return Character(isWord || isDigit ? scalar : "_")
            })
        guard let first = legal.first, !first.isNumber else { return "_" + legal }
        return legal
    }
}
