import GateCore

/// Counts calls and failures of the time just past, in ten slices, so that its size does not
/// grow with the calls. What it covers is the last nine to ten tenths of its length.
struct FailureWindow: Sendable {
    private static let sliceCount: Int64 = 10

    private struct Slice {
        var number: Int64 = -1
        var calls = 0
        var failures = 0
    }

    private let sliceMicroseconds: Int64
    private var slices = Array(repeating: Slice(), count: Int(sliceCount))

    /// - Parameter length: what it covers.
    init(_ length: Duration) {
        sliceMicroseconds = max(1, length.microseconds / Self.sliceCount)
    }

    /// Counts one call.
    mutating func note(failed: Bool, at now: Instant) {
        let number = number(at: now)
        let place = Int(number % Self.sliceCount)
        if slices[place].number != number { slices[place] = Slice(number: number) }
        slices[place].calls += 1
        if failed { slices[place].failures += 1 }
    }

    /// What was counted lately.
    func counts(at now: Instant) -> (calls: Int, failures: Int) {
        let newest = number(at: now)
        return slices.reduce(into: (0, 0)) { sum, slice in
            guard slice.number > newest - Self.sliceCount else { return }
            sum.0 += slice.calls
            sum.1 += slice.failures
        }
    }

    /// Never negative, so that it is a place in the ring.
    private func number(at now: Instant) -> Int64 {
        max(0, now.sinceStart.microseconds) / sliceMicroseconds
    }
}
