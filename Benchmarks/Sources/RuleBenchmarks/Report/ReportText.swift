/// A report as people read it.
struct ReportText {
    let report: Report
    let slack: Double

    var text: String {
        let sections = [
            corpus, exactness, speed, throughput, adversarial, builds, allocations, targets,
        ]
        return sections.joined(separator: "\n")
    }

    private var corpus: String {
        var table = TextTable([
            "Texts", "count", "mean B", "p50", "p90", "max", "tokens", "non-ASCII", "with hits",
        ])
        for facts in report.corpus {
            table.add([
                facts.script.rawValue, "\(facts.texts)", facts.meanBytes.readable,
                "\(facts.medianBytes)", "\(facts.ninthDecileBytes)", "\(facts.largestBytes)",
                facts.meanTokens.readable, percent(facts.nonASCII), percent(facts.hits),
            ])
        }
        return table.text
    }

    private var exactness: String {
        var table = TextTable([
            "Exactness", "rules", "texts", "matches", "missing", "extra", "undecided", "errors",
        ])
        for result in report.exactness {
            table.add(
                [result.script.rawValue]
                    + [
                        result.rules, result.texts, result.matches, result.missing, result.extra,
                        result.undecided, result.errors,
                    ].map(String.init))
        }
        let examples = report.exactness.compactMap(\.example).prefix(3).map { "  \($0)\n" }
        return table.text + examples.joined()
    }

    private var sizes: [Int] { Set(report.speed.map(\.rules)).sorted() }

    private var engines: [String] {
        report.speed.map(\.engine).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private var speed: String {
        var table = TextTable(
            ["ns a mean text (fastest round)"] + sizes.map { "\($0) rules" } + ["texts a round"])
        for engine in engines {
            let results = sizes.map { report.speed(engine, $0) }
            let figures = results.map { result in
                result.map { "\($0.nanoseconds.readable) (\($0.fastest.readable))" } ?? "-"
            }
            let texts = results.compactMap { $0.map { "\($0.texts)" } }.joined(separator: "/")
            table.add([engine] + figures + [texts])
        }
        return table.text
    }

    private var throughput: String {
        var table = TextTable(["MB/s"] + sizes.map { "\($0) rules" })
        for engine in engines {
            table.add(
                [engine]
                    + sizes.map { report.speed(engine, $0)?.megabytesPerSecond.readable ?? "-" })
        }
        return table.text
    }

    private var adversarial: String {
        let columns = report.adversarial.map { "\($0.folding) \($0.rules)" }
            .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        var table = TextTable(["Adversarial 6,000 B, us"] + columns + ["matches"])
        let names = report.adversarial.map(\.text)
            .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        for name in names {
            let results = report.adversarial.filter { $0.text == name }
            let figures = results.map {
                $0.microseconds.readable + ($0.isUndecided ? " undecided" : "")
            }
            let matches = results.map { "\($0.matches)" }.joined(separator: "/")
            table.add([name] + figures + [matches])
        }
        return table.text
    }

    private var builds: String {
        var table = TextTable([
            "Making a revision", "rules", "ms", "ms of processor", "heap MB", "gate MB", "grown MB",
        ])
        for result in report.builds {
            table.add([
                result.list, "\(result.rules)", result.milliseconds.readable,
                result.processorMilliseconds.readable, megabytes(result.heapBytes),
                megabytes(result.gateBytes),
                megabytes(result.residentBytes),
            ])
        }
        return table.text
    }

    private var allocations: String {
        var table = TextTable([
            "Allocations", "rules", "folding", "texts without a match", "per text",
        ])
        for count in report.allocations {
            table.add([
                count.script.rawValue, "\(count.rules)", count.folding, "\(count.texts)",
                count.perText.readable,
            ])
        }
        return table.text
    }

    private var targets: String {
        var table = TextTable(["Target", "wanted", "measured", ""])
        for target in report.targets {
            let wanted =
                "\(target.isCeiling ? "<=" : ">=") \(target.wanted.readable) \(target.unit)"
            let verdict =
                target.isMet() ? "pass" : target.isMet(slack: slack) ? "pass with slack" : "FAIL"
            table.add([target.name, wanted, target.measured.readable, verdict])
        }
        return table.text
    }

    private func percent(_ share: Double) -> String { (share * 100).readable + "%" }

    private func megabytes(_ bytes: Int) -> String { (Double(bytes) / 1e6).readable }
}
