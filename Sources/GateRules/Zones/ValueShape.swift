/// Reads a parameter's value from left to right.
struct ValueShape {
    private let word: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ word: UnsafeBufferPointer<UInt8>) { self.word = word }

    var isAtEnd: Bool { place == word.count }

    /// Takes one character, in any letter case.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < word.count, UInt32(word[place].lowercase) == character.value else {
            return false
        }
        place += 1
        return true
    }

    /// `6`, `6.1`, `6.` or `.5`, with at most so many digits.
    mutating func takeNumber(whole: Int, fraction: Int) -> Bool {
        let digits = takeDigits(whole)
        guard take(".") else { return digits > 0 }
        return takeDigits(fraction) > 0 || digits > 0
    }

    /// `6` or `6.1`, with at most so many digits.
    mutating func takeWhole(_ whole: Int, fraction: Int) -> Bool {
        guard takeDigits(whole) > 0 else { return false }
        return take(".") ? takeDigits(fraction) > 0 : true
    }

    /// An address, a number, `random`, or a code of letters and digits with a digit in it.
    mutating func takeReference() -> Bool {
        if takeAddress() { return true }
        let start = place
        var digits = 0
        while place < word.count, word[place].isASCIILetter || word[place].isASCIIDigit {
            if word[place].isASCIIDigit { digits += 1 }
            place += 1
        }
        let length = place - start
        if digits == length { return (1...12).contains(length) }
        if digits > 0 { return (5...12).contains(length) }
        return word[start..<place].elementsEqual("random".utf8) { $0.lowercase == $1 }
    }

    private mutating func takeAddress() -> Bool {
        let scheme = ["https://", "http://"].first {
            word[place...].count > $0.utf8.count
                && word[place...].prefix($0.utf8.count).elementsEqual($0.utf8) {
                    $0.lowercase == $1
                }
        }
        guard scheme != nil else { return false }
        guard word[place...].allSatisfy({ (0x21..<0x7F).contains($0) }) else { return false }
        place = word.count
        return true
    }

    private mutating func takeDigits(_ most: Int) -> Int {
        let start = place
        while place < word.count, place - start < most, word[place].isASCIIDigit { place += 1 }
        return place - start
    }
}
