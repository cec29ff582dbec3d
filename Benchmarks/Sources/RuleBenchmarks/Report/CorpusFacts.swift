/// What the texts of one script are like.
struct CorpusFacts: Codable {
    let script: Script
    let texts: Int
    let meanBytes: Double
    let medianBytes: Int
    let ninthDecileBytes: Int
    let largestBytes: Int
    let meanTokens: Double
    /// The share of texts that are not ASCII alone.
    let nonASCII: Double
    /// The share of texts with banned items in them.
    let hits: Double

    init(_ script: Script, _ texts: [Text]) {
        let sizes = texts.map(\.bytes.count).sorted()
        let count = Double(texts.count)
        let tokens = texts.reduce(0) { $0 + $1.string.split(separator: " ").count }
        self.script = script
        self.texts = texts.count
        meanBytes = Double(sizes.reduce(0, +)) / count
        medianBytes = sizes[sizes.count / 2]
        ninthDecileBytes = sizes[sizes.count * 9 / 10]
        largestBytes = sizes[sizes.count - 1]
        meanTokens = Double(tokens) / count
        nonASCII = Double(texts.count { $0.bytes.contains { $0 >= 0x80 } }) / count
        hits = Double(texts.count(where: \.isHit)) / count
    }
}
