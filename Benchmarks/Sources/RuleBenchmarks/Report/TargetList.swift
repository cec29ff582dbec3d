/// What the engine is to reach, held against what was measured.
struct TargetList {
    let report: Report

    var targets: [Target] { ratios + growth + throughput + bounds + builds + allocations }

    private func nanoseconds(_ engine: String, _ rules: Int) -> Double {
        report.speed(engine, rules)?.nanoseconds ?? .infinity
    }

    private var ratios: [Target] {
        [(2_000, 450.0), (10_000, 2_500), (100_000, 12_000)].map { rules, wanted in
            .atLeast(
                wanted, "times", "faster than a loop over \(rules) patterns",
                nanoseconds(EngineName.loop, rules) / nanoseconds(EngineName.off, rules))
        }
    }

    private var growth: [Target] {
        [
            .atMost(
                4, "times", "100,000 rules against 200",
                nanoseconds(EngineName.off, 100_000) / nanoseconds(EngineName.off, 200))
        ]
    }

    /// With the shortest list that is still a serious one; the table tells the others.
    private var throughput: [Target] {
        [(Script.ascii, 150.0), (.mixed, 40)].map { script, wanted in
            .atLeast(
                wanted, "MB/s", "all folding, \(script.rawValue), 2,000 rules",
                report.speed(EngineName.standard(script), 2_000)?.megabytesPerSecond ?? 0)
        }
    }

    private var bounds: [Target] {
        let worst = report.adversarial.max { $0.microseconds < $1.microseconds }
        return [
            .atMost(
                500, "us", "worst adversarial text: \(worst?.text ?? "")",
                worst?.microseconds ?? .infinity),
            .atMost(
                0, "texts", "adversarial texts undecided",
                Double(report.adversarial.count(where: \.isUndecided))),
        ]
    }

    private var builds: [Target] {
        [("10,000 rules", 150.0), ("100,000 words", 500)].map { list, wanted in
            .atMost(
                wanted, "ms", "making a revision of \(list)",
                report.builds.first { $0.list == list }?.milliseconds ?? .infinity)
        } + [
            .atMost(
                20, "MB", "index of 100,000 words",
                Double(report.builds.first { $0.list == "100,000 words" }?.gateBytes ?? .max) / 1e6)
        ]
    }

    private var allocations: [Target] {
        report.allocations.map { count in
            .atMost(
                0, "", "allocations, \(count.script.rawValue), folding \(count.folding)",
                count.perText)
        }
    }
}
