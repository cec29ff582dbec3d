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
    static let blend = MidjourneyCommand(
        id: "1062880104792997970", name: "blend", builtInVersion: "1237876415471554624")
    static let shorten = MidjourneyCommand(
        id: "1121575372539039774", name: "shorten", builtInVersion: "1247736572414001223")
    static let show = MidjourneyCommand(
        id: "1169435442328911902", name: "show", builtInVersion: "1247736572414001224")
    static let info = MidjourneyCommand(
        id: "972289487818334209", name: "info", builtInVersion: "1237876415735660565")
    static let fast = MidjourneyCommand(
        id: "972289487818334212", name: "fast", builtInVersion: "1237876415735660572")
    static let relax = MidjourneyCommand(
        id: "972289487818334213", name: "relax", builtInVersion: "1237876415735660573")

    /// The command that starts such a job; nil for those that press a button.
    static func command(for kind: TriggerKind) -> MidjourneyCommand? {
        switch kind {
        case .imagine: imagine
        case .describe: describe
        case .blend: blend
        case .shorten: shorten
        case .show: show
        case .info: info
        case .fast: fast
        case .relax: relax
        case .upscale, .variation, .soloVariation, .soloLowVariation, .soloHighVariation,
            .maxUpscale, .reset, .expand, .zoomout, .action, .modal, .customZoom, .varyRegion:
            nil
        }
    }
}
