import CPeers

/// One engine with one list in the race, on as many texts as it can judge in its time.
final class Contestant {
    let name: String
    let rules: Int
    private let engine: any Engine
    private let texts: [Text]
    private let passes: Int
    private let bytes: Int
    /// Nanoseconds a byte, one number a round.
    private var samples: [Double] = []

    /// How many texts a round judges.
    var textCount: Int { texts.count }

    /// Chooses the texts: evenly from the short to the long ones.
    /// - Parameter slice: the time of one round, in nanoseconds.
    init(_ name: String, rules: Int, _ engine: any Engine, on texts: [Text], slice: Double) {
        self.name = name
        self.rules = rules
        self.engine = engine
        let sorted = texts.sorted { $0.bytes.count < $1.bytes.count }
        let trial = Self.sample(of: sorted, 10)
        var cost = 0.0
        // Twice, because engines compile some things when they are first needed.
        for _ in 0..<2 { cost = Double(Self.time(engine, trial)) / Double(trial.count) }
        let wanted = max(10, Int(slice / max(cost, 1)))
        self.texts = Self.sample(of: sorted, min(wanted, sorted.count))
        passes = max(1, wanted / sorted.count)
        bytes = self.texts.reduce(0) { $0 + $1.bytes.count } * passes
        if self.texts.count > 100 { _ = Self.time(engine, self.texts) }
    }

    /// One round.
    func run() {
        var time: UInt64 = 0
        for _ in 0..<passes { time += Self.time(engine, texts) }
        samples.append(Double(time) / Double(bytes))
    }

    /// What all rounds came to.
    func result(meanSize: Double) -> SpeedResult {
        let sorted = samples.sorted()
        return SpeedResult(
            engine: name, rules: rules, texts: texts.count,
            nanoseconds: sorted[sorted.count / 2] * meanSize,
            fastest: sorted[0] * meanSize,
            megabytesPerSecond: 1_000 / sorted[sorted.count / 2])
    }

    private static func time(_ engine: any Engine, _ texts: [Text]) -> UInt64 {
        let start = pg_thread_nanoseconds()
        for text in texts { blackHole = engine.judge(text) }
        return pg_thread_nanoseconds() - start
    }

    private static func sample(of sorted: [Text], _ count: Int) -> [Text] {
        (0..<count).map { sorted[(2 * $0 + 1) * sorted.count / (2 * count)] }
    }

    /// Keeps the compiler from dropping answers that nobody reads.
    nonisolated(unsafe) private static var blackHole = 0
}
