/// How rare letters are in English text, to choose the part of a literal that the fewest
/// texts hold.
enum LetterRarity {
    /// Per mille of all characters; letters from Cornell's count of 40,000 words.
    private static let frequency: [UInt8: Double] = [
        0x20: 180, 0x65: 100, 0x74: 75, 0x61: 67, 0x6F: 63, 0x69: 60, 0x6E: 57, 0x73: 52,
        0x72: 50, 0x68: 49, 0x64: 36, 0x6C: 33, 0x75: 24, 0x63: 23, 0x6D: 21, 0x66: 19,
        0x79: 17, 0x77: 17, 0x67: 17, 0x70: 15, 0x62: 12, 0x76: 9, 0x6B: 6, 0x78: 2,
        0x71: 1, 0x6A: 1, 0x7A: 1,
    ]

    /// The place of the rarest `width` bytes in `bytes`, which has at least so many.
    static func rarest(in bytes: [UInt8], width: Int) -> Int {
        let weights = bytes.map { frequency[$0] ?? 3 }
        let places = 0...max(0, bytes.count - width)
        func weight(_ place: Int) -> Double {
            weights[place..<min(place + width, bytes.count)].reduce(1, *)
        }
        return places.min { weight($0) < weight($1) } ?? 0
    }
}
