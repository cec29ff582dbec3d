import Foundation

/// A picture that follows from a seed: soft waves in a few colours, and a disc. The same
/// seed gives the same picture at any size, so that an upscaled picture is the one that
/// was picked out of its grid.
struct Painting: Hashable, Sendable {
    /// What the picture shows; from the prompt.
    let seed: UInt64
    /// Whether four pictures stand in two rows, or one fills the whole.
    let isGrid: Bool
    /// Which of the four it is, when it is one: 1 to 4.
    let index: Int
    /// Width and height, in pixels.
    let side: Int
    /// How far the drawing is, in per cent: below 100 it is coarse.
    let percent: Int

    /// A grid of four.
    static func grid(seed: UInt64, percent: Int = 100) -> Painting {
        Painting(
            seed: seed, isGrid: true, index: 1, side: percent < 100 ? 128 : 256, percent: percent)
    }

    /// One picture.
    static func single(seed: UInt64, index: Int, side: Int = 256, percent: Int = 100) -> Painting {
        Painting(seed: seed, isGrid: false, index: index, side: side, percent: percent)
    }

    /// How long ``png()`` is.
    var byteCount: Int { PNGFile.byteCount(width: side, height: side) }

    /// The picture as a PNG file.
    func png() -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: side * side)
        let tileSide = isGrid ? side / 2 : side
        for tile in 0..<(isGrid ? 4 : 1) {
            let motif = Motif(seed: seed, index: isGrid ? tile + 1 : index, side: tileSide)
            let (left, top) = (tile % 2 * tileSide, tile / 2 * tileSide)
            for row in 0..<tileSide {
                let start = (top + row) * side + left
                for column in 0..<tileSide {
                    pixels[start + column] = motif.shade(coarse(column), coarse(row))
                }
            }
        }
        return PNGFile(width: side, height: side, palette: palette, pixels: pixels).bytes
    }

    /// The left or upper edge of the block that a pixel is in.
    private func coarse(_ pixel: Int) -> Int {
        let block = max(1, (100 - percent) / 6)
        return pixel / block * block
    }

    /// Colours that run into each other: three cosines, a little apart.
    private var palette: [(red: UInt8, green: UInt8, blue: UInt8)] {
        let phase = Double(seed % 360) / 360
        let spread = 0.08 + Double(seed >> 16 % 100) / 700
        func level(_ place: Double) -> UInt8 { UInt8(127.5 + 115 * cos(2 * .pi * place)) }
        return (0..<256).map { index in
            let place = phase + Double(index) / 400
            return (level(place), level(place + spread), level(place + 2 * spread))
        }
    }
}
