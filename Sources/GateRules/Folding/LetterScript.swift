/// The scripts whose letters look like those of another, by their blocks.
enum LetterScript: UInt8 {
    case latin, greek, cyrillic, armenian, hebrew, arabic, cherokee, georgian, lisu, coptic, other

    /// The script of a code point beyond ASCII that is a letter.
    init(_ value: UInt32) {
        switch value {
        case 0x80...0x2AF, 0x1D00...0x1DBF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF,
            0xAB30...0xAB6F:
            self = .latin
        case 0x370...0x3E1, 0x3F0...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F, 0x1C80...0x1C8F, 0xA640...0xA69F: self = .cyrillic
        case 0x530...0x58F: self = .armenian
        case 0x590...0x5FF: self = .hebrew
        case 0x600...0x6FF, 0x750...0x77F: self = .arabic
        case 0x13A0...0x13FF, 0xAB70...0xABBF: self = .cherokee
        case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: self = .georgian
        case 0xA4D0...0xA4FF: self = .lisu
        case 0x3E2...0x3EF, 0x2C80...0x2CFF: self = .coptic
        default: self = .other
        }
    }

    static let count = 11
}
