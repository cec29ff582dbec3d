/// How fast one engine is with one list.
struct SpeedResult: Codable {
    let engine: String
    let rules: Int
    /// On how many texts it was measured; scaled by bytes to the mean text.
    let texts: Int
    /// For a text of mean size, the median of all rounds.
    let nanoseconds: Double
    /// The same in the fastest round.
    let fastest: Double
    let megabytesPerSecond: Double
}
