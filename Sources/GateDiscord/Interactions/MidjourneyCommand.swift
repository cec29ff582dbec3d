import GateCore

/// A slash command of Midjourney's.
struct MidjourneyCommand: Hashable, Sendable {
    /// Midjourney's application, and its bot's user id.
    static let application = "936929561302675456"

    let id: String
    let name: String
    /// The version that was current when this was written; Discord refuses it once the
    /// command was changed. Every command has its own.
    let builtInVersion: String

    static let imagine = MidjourneyCommand(
        id: "938956540159881230", name: "imagine", builtInVersion: "1237876415471554623")
    static let describe = MidjourneyCommand(
        id: "1092492867185950852", name: "describe", builtInVersion: "1237876415471554625")

    /// The command that starts such a job; nil for those that press a button.
    static func command(for kind: TriggerKind) -> MidjourneyCommand? {
        switch kind {
        case .imagine: imagine
        case .describe: describe
        case .upscale, .variation, .soloVariation, .soloLowVariation, .soloHighVariation,
            .maxUpscale, .reset, .expand, .zoomout:
            nil
        }
    }
}
