import Foundation
import GateCore

/// The whole run, step by step.
final class Benchmark {
    private let plan: Plan
    private let rules: [BenchRule]
    private let words: [BenchRule]
    private let corpus: Corpus
    private let directory: RuleDirectory
    private var report = Report()

    /// Makes texts and rules.
    /// - Throws: when the rules cannot be written to a temporary directory.
    init(_ options: Options) throws {
        plan = options.isQuick ? .quick : .full
        report.isQuick = options.isQuick
        let vocabulary = Vocabulary()
        var maker = PromptMaker(vocabulary: vocabulary, seed: 2)
        let drafts = (0..<5_000).map { _ in maker.prompt() }
        var lists = RuleListMaker(
            vocabulary: vocabulary, prompts: drafts.map(\.words), hasPatterns: options.hasPatterns)
        rules = lists.rules(plan.sizes.max() ?? 0)
        words = lists.words(100_000)
        corpus = Corpus(drafts: drafts.map(\.prompt), banned: rules.prefix(200).map(\.sample))
        directory = try RuleDirectory()
        report.corpus = Script.common.map { CorpusFacts($0, corpus[$0]) }
    }

    /// Does all of it.
    /// - Throws: every fault of the rules.
    func run() throws -> Report {
        try checkExactness()
        try measureBuilds()
        try measureSpeed()
        try measureAdversarial()
        try countAllocations()
        report.targets = TargetList(report: report).targets
        return report
    }

    /// Only judges, for ten seconds.
    func spin(_ size: Int, _ folding: FoldingLevel) throws {
        let contestant = Contestant(
            "", rules: size, RuleEngine(try load(size, folding)), on: corpus[.mixed], slice: 1e9)
        for _ in 0..<10 { contestant.run() }
        say(
            "\(contestant.result(meanSize: report.corpus[1].meanBytes).nanoseconds.readable) ns a text"
        )
    }

    private func say(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }

    private func load(_ size: Int, _ folding: FoldingLevel) throws -> any RuleSet {
        try directory.write(Array(rules.prefix(size)), folding: folding).load()
    }

    // MARK: Steps

    private func checkExactness() throws {
        for (size, count) in zip(plan.sizes, plan.checkedTexts) {
            say("Checking \(size) rules for exactness.")
            let check = ExactnessCheck(try load(size, .off))
            for script in Script.common {
                let texts = Self.sample(of: corpus[script], script == .mixed ? count : count / 2)
                report.exactness.append(check.check(texts, script: script))
            }
            if size <= 2_000 {
                let hostile = AdversarialText.all(against: Array(rules.prefix(size))).map(\.text)
                report.exactness.append(check.check(hostile, script: .adversarial))
            }
        }
    }

    /// Half of them with banned items, as far as there are so many.
    private static func sample(of texts: [Text], _ count: Int) -> [Text] {
        let hits = texts.filter(\.isHit).prefix(count / 2)
        return Array(hits + texts.filter { !$0.isHit }.prefix(count - hits.count))
    }

    private func measureBuilds() throws {
        let lists = [
            ("10,000 rules", Array(rules.prefix(10_000))), ("100,000 rules", rules),
            ("100,000 words", words),
        ]
        for (name, rules) in lists {
            say("Making a revision of \(name).")
            let place = try directory.write(rules, folding: .standard)
            report.builds.append(
                try BuildProbe.measure(place, list: name, runs: plan.builds))
        }
    }

    private func measureSpeed() throws {
        var contestants: [Contestant] = []
        for size in plan.sizes {
            say("Compiling \(size) rules for all engines.")
            let rules = rules.prefix(size)
            let off = RuleEngine(try load(size, .off))
            let standard = RuleEngine(try load(size, .standard))
            func enter(_ name: String, _ engine: any Engine, _ script: Script) {
                contestants.append(
                    Contestant(name, rules: size, engine, on: corpus[script], slice: plan.slice))
            }
            enter(EngineName.loop, PatternLoop.each(of: rules.map(\.plainPattern)), .mixed)
            enter(EngineName.alternation, PatternLoop.alternations(of: rules), .mixed)
            enter(EngineName.off, off, .mixed)
            for script in Script.common { enter(EngineName.standard(script), standard, script) }
        }
        for round in 1...plan.rounds {
            say("Round \(round) of \(plan.rounds).")
            for contestant in contestants { contestant.run() }
        }
        report.speed = contestants.map { contestant in
            contestant.result(meanSize: report.corpus.first { $0.script == .mixed }?.meanBytes ?? 0)
        }
    }

    private func measureAdversarial() throws {
        for size in [200, 10_000] {
            say("Judging adversarial texts by \(size) rules.")
            let texts = AdversarialText.all(against: Array(rules.prefix(size)))
            for folding in [FoldingLevel.off, .standard] {
                let race = AdversarialRace(
                    rules: try load(size, folding), folding: folding, runs: plan.adversarialRuns)
                report.adversarial += race.results(texts)
            }
        }
    }

    private func countAllocations() throws {
        for folding in [FoldingLevel.off, .standard] {
            let rules = try load(2_000, folding)
            for script in Script.common {
                report.allocations.append(
                    AllocationCount(rules, folding: folding, script: script, on: corpus[script]))
            }
        }
    }
}
