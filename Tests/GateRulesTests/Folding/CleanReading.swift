@testable import GateRules

/// The clean reading of a text, for tests.
struct CleanReading {
    let text: [UInt8]
    let bytes: [UInt8]
    let map: OffsetMap
    /// Whether anything but letter case differs from the text.
    let isChanged: Bool

    init(_ text: String) throws {
        self.text = Array(text.utf8)
        var reader = CleanReader(characters: try CharacterTable.shared.get())
        isChanged = self.text.withUnsafeBufferPointer { reader.read($0) }
        bytes = isChanged ? Array(reader.bytes) : self.text
        map = isChanged ? reader.map : OffsetMap()
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The part of the text that the first occurrence of `word` in the reading was made from.
    func source(of word: String) -> String? {
        guard let range = range(of: word) else { return nil }
        return String(decoding: text[map.trace(range).source], as: UTF8.self)
    }

    /// What was undone in the first occurrence of `word`.
    func folding(of word: String) -> FoldingSet? {
        range(of: word).map { map.trace($0).undone }
    }

    private func range(of word: String) -> Range<Int>? {
        let word = Array(word.utf8)
        let starts = bytes.indices.dropLast(word.count - 1)
        return starts.first { bytes[$0...].starts(with: word) }.map { $0..<$0 + word.count }
    }
}
