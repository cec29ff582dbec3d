/// What the oddly written stretches of a text may say, side by side in memory that is used
/// again for the next text.
struct Spellings {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// How many there are.
    var count: Int { ends.count }

    /// Forgets all, and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Adds one.
    mutating func append(_ word: UnsafePointer<UInt8>, _ count: Int) {
        extend(word, count)
        end()
    }

    /// Adds a part of one, which `end` makes whole.
    mutating func extend(_ part: UnsafePointer<UInt8>, _ count: Int) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: part, count: count))
    }

    /// Adds a letter, so many times, to one that `end` makes whole.
    mutating func extend(_ letter: UInt8, count: Int = 1) {
        for _ in 0..<count { bytes.append(letter) }
    }

    /// Ends the one that was extended.
    mutating func end() { ends.append(bytes.count) }

    /// Calls `body` with the bytes of the one with this number.
    func with(_ number: Int, _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Void) {
        let start = number == 0 ? 0 : ends[number - 1]
        bytes.withUnsafeBufferPointer { body($0[start..<ends[number]]) }
    }
}
