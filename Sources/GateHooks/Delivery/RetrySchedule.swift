import GateCore

/// When a webhook that did not arrive is tried again. Pure.
public struct RetrySchedule: Hashable, Sendable {
    /// Quick at first, for a receiver that restarts, then patient: twelve tries over about
    /// a day (Standard Webhooks 1.0, "Deliverability and reliability").
    public static let standard = RetrySchedule(
        pauses: [1, 5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800].map {
            Duration.seconds($0)
        })

    /// The share of a pause that jitter may add or take, so that what failed together
    /// does not come back together.
    static let jitter = 0.2

    private let pauses: [Duration]

    /// - Parameter pauses: after the first try, after the second, and so on.
    public init(pauses: [Duration]) { self.pauses = pauses }

    /// How many tries there are.
    public var tries: Int { pauses.count + 1 }

    /// The pause before the next try; nil when there is none left.
    ///
    /// - Parameters:
    ///   - tried: how often it was tried, at least 1.
    ///   - retryAfter: what the receiver asked for. It is honoured up to the schedule's
    ///     longest pause; it never shortens one.
    ///   - random: for the jitter.
    public func pause(
        afterTry tried: Int, retryAfter: Duration?, random: any RandomSource
    ) -> Duration? {
        guard pauses.indices.contains(tried - 1), let longest = pauses.max() else { return nil }
        let factor = 1 + Self.jitter * (2 * random.fraction() - 1)
        return max(pauses[tried - 1] * factor, min(retryAfter ?? .zero, longest))
    }
}
