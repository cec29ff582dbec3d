/// Judges exchanges. This is the seam for your own stage: one file with a type of this
/// protocol, and one line where `promptgate` builds the pipeline.
///
/// ```swift
/// struct Curfew: Stage {                       // refuses by the clock
///     static let kind: StageKind = "curfew"
///     let time: any Timekeeper
///     func decide(_ exchange: Exchange) async throws -> Verdict {
///         time.wall().iso8601.contains("T03:") ? .deny(Reason(.notAllowed, "Closed at 3.")) : .pass
///     }
/// }
/// ```
///
/// A stage that takes a place in `decide` gives it free in `finish`:
///
/// ```swift
/// func finish(_ exchange: Exchange, outcome: Outcome) async {
///     await places.giveFree(exchange.id)
/// }
/// ```
public protocol Stage: Sendable {
    /// The name in `rules/pipeline.yaml`, metrics, audit records and errors.
    static var kind: StageKind { get }

    /// Judges. The text is immutable here. A throw, or an overrun of the stage's
    /// timeout, is "could not judge": the stage's `on_error` decides, and it is recorded.
    /// The task is cancelled at the timeout; a verdict that comes later is not heard.
    func decide(_ exchange: Exchange) async throws -> Verdict

    /// Called exactly once for every stage whose `decide` began, in reverse order,
    /// however the exchange ended: commit or refund a reservation here. The caller's
    /// cancellation does not reach it; after the stage's timeout it is not waited for.
    /// A `decide` that was cut off may still be at work, or not have begun yet.
    func finish(_ exchange: Exchange, outcome: Outcome) async

    /// Whether `decide` and `finish` wait for nothing for this exchange: they work on memory
    /// alone and end within microseconds, whatever the text. Such a stage is called without a
    /// timer and a task of its own, which cost ten times what it does itself. Its timeout
    /// holds all the same for what it says, but nothing cuts it off: a stage that says yes and
    /// then hangs holds the call. When in doubt leave it at no, the default.
    func answersAtOnce(_ exchange: Exchange) -> Bool
}

extension Stage {
    /// It may wait for something.
    public func answersAtOnce(_ exchange: Exchange) -> Bool { false }

    /// Nothing to commit or refund.
    public func finish(_ exchange: Exchange, outcome: Outcome) async {}
}
