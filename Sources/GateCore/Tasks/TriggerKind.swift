/// What can be asked of the image bot. The raw value is the route under
/// `/v1/api/trigger/`.
public enum TriggerKind: String, Sendable, Codable, CaseIterable {
    case imagine, upscale, variation, reset, describe, expand, zoomout
    case soloVariation = "solo_variation"
    case soloLowVariation = "solo_low_variation"
    case soloHighVariation = "solo_high_variation"
    case maxUpscale = "max_upscale"
    case blend, shorten, show, info, fast, relax
    /// Any button of a result, by its `custom_id`.
    case action
    /// A button that asks for a prompt, with the prompt.
    case modal
    case customZoom = "custom_zoom"
    case varyRegion = "vary_region"

    /// The `trigger_type` of answers, as `midjourney-api` names it.
    public var triggerType: String { self == .imagine ? "generate" : rawValue }

    /// Whether it presses a button of an earlier result; the others are commands.
    public var isFollowUp: Bool {
        switch self {
        case .imagine, .describe, .blend, .shorten, .show, .info, .fast, .relax: false
        case .upscale, .variation, .reset, .expand, .zoomout, .soloVariation, .soloLowVariation,
            .soloHighVariation, .maxUpscale, .action, .modal, .customZoom, .varyRegion:
            true
        }
    }

    /// Whether what comes of it is words, and no picture of its own.
    public var endsInWords: Bool {
        switch self {
        case .describe, .shorten, .info, .fast, .relax: true
        default: false
        }
    }

    /// Whether any words for the user alone are its answer.
    public var isQuestion: Bool { self == .info || self == .fast || self == .relax }

    /// Whether the text that is judged is names of files, in which `--` is no parameter.
    public var namesFiles: Bool { self == .describe || self == .blend }
}
