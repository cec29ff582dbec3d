/// Which characters are written for letters, and how sure one may be of it.
enum LeetAlphabet {
    /// What a byte of a folded text may be.
    struct Sign: BitwiseCopyable {
        /// The letter that a digit or symbol stands for; 0 for none.
        var letter: UInt8 = 0
        /// A second letter that it may stand for; 0 for none.
        var other: UInt8 = 0
        var kind = Kind.none
    }

    enum Kind: UInt8, BitwiseCopyable {
        case none
        /// A letter as it is.
        case letter
        /// A digit that looks like a letter.
        case digit
        /// A symbol that seldom stands beside a letter otherwise: `@`, `$`.
        case strong
        /// A symbol that often ends or opens a word, and stands for a letter inside one only.
        case weak
        /// A symbol that hides a letter: `f*ck`.
        case mask
    }

    /// By byte.
    static let signs: Table<Sign> = {
        let table = Table(repeating: Sign(), count: 256)
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
            table.base[Int(letter)] = Sign(letter: letter, kind: .letter)
        }
        for byte in 0x80...0xFF { table.base[byte] = Sign(letter: UInt8(byte), kind: .letter) }
        func add(_ signs: String, _ kind: Kind) {
            for pair in signs.split(separator: " ").map({ Array($0.utf8) }) {
                table.base[Int(pair[0])] = Sign(
                    letter: pair[1], other: pair.count > 2 ? pair[2] : 0, kind: kind)
            }
        }
        add("0o 1il 2z 3e 4a 5s 6g 7t 8b 9g", .digit)
        add("@a $s +t |il", .strong)
        add("!il (c", .weak)
        for mask in "*#".utf8 { table.base[Int(mask)] = Sign(kind: .mask) }
        return table
    }()

    @inline(__always)
    static func sign(_ byte: UInt8) -> Sign { signs.base[Int(byte)] }
}
