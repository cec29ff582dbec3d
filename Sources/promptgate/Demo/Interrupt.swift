import UnixSignals

/// Waits for Ctrl-C or a polite kill.
enum Interrupt {
    static func wait() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return }
    }
}
