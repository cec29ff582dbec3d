/// Says which rules may match a text, so that PCRE2 looks only at those.
///
/// The guarantee: "maybe" or "definitely not", never a missed match. A literal entry
/// begins or ends at a boundary or at a separator, so the first run of ASCII letters and
/// digits that lies whole inside it is a whole run of the text too. Caseless, only U+212A
/// (Kelvin) and U+017F (long s) equal an ASCII letter (the PCRE2 documentation, "caseless
/// matching"), and are folded. Whatever that does not cover is always a candidate, or one
/// whenever the text is not plain ASCII.
struct Prefilter: Sendable {
    private var byToken: [[UInt8]: [Int]] = [:]
    private var byPrefix: [[UInt8]: [Int]] = [:]
    private var prefixLengths: [Int] = []
    private var always: [Int] = []
    private var unlessASCII: [Int] = []

    /// - Parameter entries: the rules' entries; the answers are their places.
    init(_ entries: [Entry]) {
        for (place, entry) in entries.enumerated() { add(entry, place) }
        prefixLengths = Set(byPrefix.keys.map(\.count)).sorted()
    }

    /// The places of all rules that may match, ascending.
    func candidates(in text: UnsafeBufferPointer<UInt8>) -> [Int] {
        var found = Set(always)
        var token: [UInt8] = []
        var isASCII = true
        var place = 0
        while place < text.count {
            let (letter, length) = folded(text, place)
            if length > 1 || text[place] >= 0x80 { isASCII = false }
            if let letter {
                token.append(letter)
            } else if !token.isEmpty {
                look(up: token, &found)
                token.removeAll(keepingCapacity: true)
            }
            place += length
        }
        if !token.isEmpty { look(up: token, &found) }
        if !isASCII { found.formUnion(unlessASCII) }
        return found.sorted()
    }

    private func look(up token: [UInt8], _ found: inout Set<Int>) {
        if let places = byToken[token] { found.formUnion(places) }
        for length in prefixLengths where length <= token.count {
            if let places = byPrefix[Array(token.prefix(length))] { found.formUnion(places) }
        }
    }

    private mutating func add(_ entry: Entry, _ place: Int) {
        guard case .words(let words) = entry else { return always.append(place) }
        guard words.pieces.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else {
            return unlessASCII.append(place)
        }
        guard let (run, isWhole) = words.key else { return always.append(place) }
        if isWhole {
            byToken[run, default: []].append(place)
        } else {
            byPrefix[run, default: []].append(place)
        }
    }

    /// The ASCII letter or digit that stands there, in lower case, or nil; and how many
    /// bytes it takes.
    private func folded(
        _ text: UnsafeBufferPointer<UInt8>, _ place: Int
    ) -> (UInt8?, length: Int) {
        let byte = text[place]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return (byte, 1)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return (byte | 0x20, 1)
        case 0xC5 where place + 1 < text.count && text[place + 1] == 0xBF:
            return (UInt8(ascii: "s"), 2)
        case 0xE2
        where place + 2 < text.count && text[place + 1] == 0x84 && text[place + 2] == 0xAA:
            return (UInt8(ascii: "k"), 3)
        default: return (nil, 1)
        }
    }
}

extension Entry.Words {
    /// The first run of letters and digits that the text must hold as a whole run, or, for
    /// an open end, at the beginning of one; nil when there is none.
    fileprivate var key: (run: [UInt8], isWhole: Bool)? {
        let runs = pieces.enumerated().flatMap { piece, text in
            text.utf8.split { !$0.isASCIILetterOrDigit }.map { run in
                let isOpenBegin = beginsOpen && piece == 0 && run.startIndex == text.utf8.startIndex
                let isOpenEnd =
                    endsOpen && piece == pieces.count - 1 && run.endIndex == text.utf8.endIndex
                return (Array(run).map(\.lowercasedASCII), isOpenBegin, isOpenEnd)
            }
        }
        if let whole = runs.first(where: { !$0.1 && !$0.2 }) { return (whole.0, true) }
        return runs.first { !$0.1 }.map { ($0.0, false) }
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self)
            || (0x61...0x7A).contains(self)
    }

    fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
