/// All that was measured in one run.
struct Report: Codable {
    var isQuick = false
    var corpus: [CorpusFacts] = []
    var exactness: [Exactness] = []
    var builds: [BuildResult] = []
    var speed: [SpeedResult] = []
    var adversarial: [AdversarialResult] = []
    var allocations: [AllocationCount] = []
    var targets: [Target] = []

    /// Whether the engine's answers are those of PCRE2 alone; if not, no figure counts.
    var isExact: Bool { exactness.allSatisfy(\.isExact) }

    /// The speed of an engine with a list.
    func speed(_ engine: String, _ rules: Int) -> SpeedResult? {
        speed.first { $0.engine == engine && $0.rules == rules }
    }
}
