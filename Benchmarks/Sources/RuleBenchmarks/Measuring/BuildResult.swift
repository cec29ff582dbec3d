/// What it takes to make a revision, in a process that made none before.
struct BuildResult: Codable {
    var list = ""
    let rules: Int
    /// From the first byte read until the revision can judge.
    var milliseconds: Double
    /// Processor time of the calling thread in that.
    var processorMilliseconds: Double
    /// What malloc gave for the revision and did not get back.
    let heapBytes: Int
    /// What the prefilter's tables take of that.
    let gateBytes: Int
    /// How much the process grew, with what was thrown away while compiling.
    let residentBytes: Int
}
