import GateCore
import Synchronization

/// Names requests: each name is another, and two processes seldom make the same. Nobody
/// needs to be kept from guessing them, so that asking the system for every digit would be
/// wasted time.
final class RequestNames: Sendable {
    private static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    private static let length = 20

    private let keys: (UInt64, UInt64)
    private let count = Atomic<UInt64>(0)

    /// - Parameter random: makes this process's names differ from others'.
    init(_ random: any RandomSource) { keys = (random.next(), random.next()) }

    /// A name of 20 letters and digits.
    func next() -> String {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        var halves = [Self.mixed(keys.0 &+ number), Self.mixed(keys.1 ^ number)]
        return String(unsafeUninitializedCapacity: Self.length) { bytes in
            for place in 0..<Self.length {
                let half = place < 10 ? 0 : 1
                bytes[place] = Self.digits[Int(halves[half] % 36)]
                halves[half] /= 36
            }
            return Self.length
        }
    }

    /// Different for different numbers.
    ///
    /// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
