import Foundation

/// One picture's pattern, with its waves tabled so that a pixel costs a few additions.
struct Motif: Sendable {
    private let across: [Int]
    private let down: [Int]
    private let aslant: [Int]
    private let centre: (x: Int, y: Int)
    private let radius: Int

    /// - Parameters:
    ///   - seed: what the picture shows.
    ///   - index: which of four pictures it is.
    ///   - side: width and height, in pixels.
    init(seed: UInt64, index: Int, side: Int) {
        let mixed =
            (seed ^ UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15)
            &* 0xBF58_476D_1CE4_E5B9
        func part(_ shift: UInt64, _ count: UInt64) -> Double {
            Double((mixed >> shift) % count) / Double(count)
        }
        func wave(_ length: Int, turns: Double, phase: Double, height: Double) -> [Int] {
            (0..<length).map { place in
                Int(height * sin(2 * .pi * (turns * Double(place) / Double(side) + phase)))
            }
        }
        across = wave(side, turns: 0.5 + 2 * part(8, 97), phase: part(16, 89), height: 40)
        down = wave(side, turns: 0.5 + 2 * part(24, 83), phase: part(32, 79), height: 40)
        aslant = wave(2 * side, turns: 0.5 + part(40, 73), phase: part(48, 71), height: 30)
        let scale = Double(side)
        centre = (Int(scale * (0.3 + 0.4 * part(12, 67))), Int(scale * (0.3 + 0.4 * part(36, 61))))
        radius = Int(scale * (0.12 + 0.14 * part(52, 59)))
    }

    /// The palette index of a pixel.
    func shade(_ x: Int, _ y: Int) -> UInt8 {
        let (dx, dy) = (x - centre.x, y - centre.y)
        let disc = dx * dx + dy * dy < radius * radius ? 90 : 0
        return UInt8(
            truncatingIfNeeded: max(0, min(255, 110 + across[x] + down[y] + aslant[x + y] + disc)))
    }
}
