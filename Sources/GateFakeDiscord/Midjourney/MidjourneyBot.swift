import GateCore
import Logging

/// The image bot: takes interactions and walks each through its life in a task of its own.
final class MidjourneyBot: Sendable {
    /// What the bot remembers.
    let studio = Studio()

    private static let mostWaiting = 10_000
    private let backstage: Backstage
    private let queue: AsyncStream<Performance>
    private let entrance: AsyncStream<Performance>.Continuation

    /// - Parameter backstage: where it posts its messages.
    init(_ backstage: Backstage) {
        self.backstage = backstage
        (queue, entrance) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.mostWaiting))
    }

    /// Takes an interaction.
    /// - Parameters:
    ///   - interaction: what the user did.
    ///   - turn: what is to become of it.
    ///   - wording: the words of a refusal, for ``Turn/embed``.
    func take(_ interaction: Interaction, _ turn: Turn, _ wording: Wording?) {
        entrance.yield(
            Performance(
                backstage: backstage, studio: studio, interaction: interaction, turn: turn,
                wording: wording))
    }

    /// Works until it is cancelled; jobs under way end with it.
    func run() async {
        let log = backstage.log
        await withDiscardingTaskGroup { group in
            for await performance in queue {
                group.addTask {
                    do {
                        try await performance.run()
                    } catch {
                        // Only the pauses throw, when the server stops.
                        log.debug("a job ended early", metadata: ["error": "\(error)"])
                    }
                }
            }
            group.cancelAll()
        }
    }
}
