import Foundation

/// The entrance.
@main
enum Main {
    static func main() {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.first == BuildProbe.argument, arguments.count == 2 {
                return try BuildProbe.run(RuleFilePlace(path: arguments[1]))
            }
            if arguments.contains("--help") { return print(Options.usage) }
            exit(try run(Options(arguments)))
        } catch let misuse as Options.Misuse {
            FileHandle.standardError.write(Data("\(misuse.message)\n\(Options.usage)\n".utf8))
            exit(2)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    /// The exit code.
    private static func run(_ options: Options) throws -> Int32 {
        let benchmark = try Benchmark(options)
        if let size = options.spin {
            try benchmark.spin(size, options.folding)
            return 0
        }
        let report = try benchmark.run()
        if options.json != "-" {
            let text = ReportText(report: report, slack: options.slack).text
            FileHandle.standardOutput.write(Data(text.utf8))
        }
        if let path = options.json { try write(report, to: path) }
        guard report.isExact else {
            FileHandle.standardError.write(
                Data("The engine's answers are not PCRE2's: no figure counts.\n".utf8))
            return 1
        }
        let isMet = report.targets.allSatisfy { $0.isMet(slack: options.slack) }
        return options.isCheck && !isMet ? 1 : 0
    }

    private static func write(_ report: Report, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        let data = try encoder.encode(report) + Data("\n".utf8)
        if path == "-" {
            FileHandle.standardOutput.write(data)
        } else {
            try data.write(to: URL(fileURLWithPath: path))
        }
    }
}
