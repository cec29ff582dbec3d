import CPeers
import Foundation
import GateCore
@_spi(Measurement) import GateRules

/// Measures the making of a revision in a new process, where nothing is warm.
struct BuildProbe {
    /// The first argument of the new process.
    static let argument = "--probe-build"

    /// The new process's part: loads once, and prints a result as JSON.
    static func run(_ place: RuleFilePlace) throws {
        let heap = pg_heap_bytes()
        let resident = pg_resident_bytes()
        let start = (wall: pg_wall_nanoseconds(), processor: pg_thread_nanoseconds())
        let rules = try place.load()
        let end = (wall: pg_wall_nanoseconds(), processor: pg_thread_nanoseconds())
        let result = BuildResult(
            rules: rules.ruleCount,
            milliseconds: Double(end.wall - start.wall) / 1e6,
            processorMilliseconds: Double(end.processor - start.processor) / 1e6,
            heapBytes: Int(pg_heap_bytes()) - Int(heap),
            gateBytes: gateSize(of: rules),
            residentBytes: Int(pg_resident_bytes()) - Int(resident))
        print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
    }

    /// The median of several processes.
    static func measure(_ place: RuleFilePlace, list: String, runs: Int) throws -> BuildResult {
        let results = try (0..<runs).map { _ in try measureOnce(place) }
        let sorted = results.sorted { $0.milliseconds < $1.milliseconds }
        var result = sorted[sorted.count / 2]
        result.list = list
        return result
    }

    private static func measureOnce(_ place: RuleFilePlace) throws -> BuildResult {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [argument, place.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(BuildResult.self, from: output)
    }
}
