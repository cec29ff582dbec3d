/// One place of a text, and what is written there instead.
struct TextSplice {
    /// In bytes.
    let range: Range<Int>
    let text: String

    /// Takes the place of a range.
    init(_ range: Range<Int>, _ text: String) {
        self.range = range
        self.text = text
    }

    /// Pushes in between.
    init(at offset: Int, _ text: String) {
        self.init(offset..<offset, text)
    }
}

extension [UInt8] {
    /// These bytes with the splices, which do not overlap, carried out.
    func splicing(_ splices: [TextSplice]) -> [UInt8] {
        var bytes = self
        for splice in splices.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            bytes.replaceSubrange(splice.range, with: splice.text.utf8)
        }
        return bytes
    }
}
