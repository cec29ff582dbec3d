import GateCore

/// Whether the gateway has what it needs to reach Discord.
struct DiscordSetup: Sendable {
    /// The settings that are not there, now.
    let missing: @Sendable () -> [String]

    /// - Throws: `Problem` (`missingVariable`), naming what is missing.
    func require() throws(Problem) {
        let missing = missing()
        guard !missing.isEmpty else { return }
        throw Problem(
            .missingVariable,
            "Discord is not set up: \(missing.joined(separator: ", ")) missing. "
                + "Moderation calls work without.")
    }
}
