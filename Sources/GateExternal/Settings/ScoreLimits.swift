import GateCore

/// From which score on a category counts as a hit. With any of these, the scores decide, and
/// what the service itself makes of them does not count.
public struct ScoreLimits: Hashable, Sendable {
    /// For every category without one of its own; nil when those do not count.
    let general: Double?
    /// By category.
    let own: [String: Double]

    /// Describes the limits; see the properties.
    init(general: Double? = nil, own: [String: Double] = [:]) {
        self.general = general
        self.own = own
    }

    /// Reads `threshold` and `thresholds`.
    init(_ fields: SettingFields) {
        let own = fields.mapping("thresholds")
        self.init(
            general: fields.number("threshold", in: 0...1),
            own: (own?.keys ?? []).reduce(into: [:]) { limits, name in
                limits[name] = own?.number(name, in: 0...1)
            })
    }

    /// Whether there are any.
    var isEmpty: Bool { general == nil && own.isEmpty }

    /// The categories whose scores reach their limits, the highest score first.
    func reached(by scores: [String: Double]) -> [String] {
        scores
            .filter { name, score in (own[name] ?? general).map { score >= $0 } ?? false }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map(\.key)
    }

    /// A category with a limit of its own that `scores` says nothing of.
    func missing(from scores: [String: Double]) -> String? {
        own.keys.filter { scores[$0] == nil }.min()
    }
}
