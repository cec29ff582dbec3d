/// What can be asked of the image bot. The raw value is the route under
/// `/v1/api/trigger/`.
public enum TriggerKind: String, Sendable, Codable, CaseIterable {
    case imagine, upscale, variation, reset, describe, expand, zoomout
    case soloVariation = "solo_variation"
    case soloLowVariation = "solo_low_variation"
    case soloHighVariation = "solo_high_variation"
    case maxUpscale = "max_upscale"

    /// The `trigger_type` of answers, as `midjourney-api` names it.
    public var triggerType: String { self == .imagine ? "generate" : rawValue }

    /// Whether it presses a button of an earlier result.
    public var isFollowUp: Bool { self != .imagine && self != .describe }
}
