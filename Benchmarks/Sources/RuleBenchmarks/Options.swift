/// What was asked for on the command line.
struct Options {
    static let usage = """
        Measures promptgate's rule engine against its peers; see docs/benchmarks.md.

        Usage: rule-benchmarks [--quick] [--check] [--slack FACTOR] [--json FILE]

          --quick          in under two minutes, with fewer rounds and texts
          --check          exit with 1 when a target is missed
          --slack FACTOR   be content with this much less than the targets, on busy machines
          --json FILE      write the report as JSON, too; "-" writes only that, to the output
        """

    var isQuick = false
    var isCheck = false
    var slack = 1.0
    var json: String?

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
            default: throw Misuse(message: "Unknown argument \(argument).")
            }
        }
    }

    /// Arguments that say nothing, or help that is asked for.
    struct Misuse: Error { let message: String }
}
