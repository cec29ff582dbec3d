import GateCore

/// What was asked for on the command line.
struct Options {
    static let usage = """
        Measures promptgate's rule engine against its peers; see docs/benchmarks.md.

        Usage: rule-benchmarks [--quick] [--check] [--slack FACTOR] [--json FILE] [--without-patterns]
               rule-benchmarks --spin RULES [--folding LEVEL] [--without-patterns]

          --quick          in under two minutes, with fewer rounds and texts
          --check          exit with 1 when a target is missed
          --slack FACTOR   be content with this much less than the targets, on busy machines
          --json FILE      write the report as JSON, too; "-" writes only that, to the output
          --without-patterns
                           words and phrases only, to see what they cost by themselves
          --spin RULES     only judge, for ten seconds: something for a profiler to look at
          --folding LEVEL  off, standard or strict, for --spin
        """

    var isQuick = false
    var isCheck = false
    var slack = 1.0
    var json: String?
    var hasPatterns = true
    var spin: Int?
    var folding = FoldingLevel.standard

    /// - Throws: what is wrong with the arguments.
    init(_ arguments: [String]) throws(Misuse) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--check": isCheck = true
            case "--slack":
                guard let factor = rest.popFirst().flatMap(Double.init), factor >= 1 else {
                    throw Misuse(message: "--slack wants a number of 1 or more.")
                }
                slack = factor
            case "--json":
                guard let path = rest.popFirst() else {
                    throw Misuse(message: "--json wants a file.")
                }
                json = path
            case "--without-patterns": hasPatterns = false
            case "--spin":
                guard let rules = rest.popFirst().flatMap(Int.init), (1...100_000).contains(rules)
                else { throw Misuse(message: "--spin wants a number of rules up to 100000.") }
                spin = rules
            case "--folding":
                guard let level = rest.popFirst().flatMap(FoldingLevel.init) else {
                    throw Misuse(message: "--folding wants off, standard or strict.")
                }
                folding = level
            default: throw Misuse(message: "Unknown argument \(argument).")
            }
        }
    }

    /// Arguments that say nothing, or help that is asked for.
    struct Misuse: Error { let message: String }
}
