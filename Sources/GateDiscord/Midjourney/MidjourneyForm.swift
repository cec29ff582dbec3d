import GateCore

/// What stands between a Midjourney message's prompt and the user's name: how the picture
/// came about, and so which triggers may have asked for it.
struct MidjourneyForm: Hashable, Sendable {
    /// Empty when the text does not tell.
    let kinds: Set<TriggerKind>
    /// The number of the button, 1 to 4, where the text shows it.
    let index: Int?

    private static let variations: Set<TriggerKind> = [
        .variation, .soloVariation, .soloLowVariation, .soloHighVariation, .reset,
    ]

    /// Reads the words before the name: "", "Image #2", "Variations (Strong) by",
    /// "Upscaled (Subtle) by", "Zoom Out by", "Pan Left by", "Remix (Subtle) by".
    init(_ words: String) {
        index = words.hasPrefix("Image #") ? words.dropFirst(7).first?.wholeNumberValue : nil
        kinds = Self.kinds(words)
    }

    private static func kinds(_ words: String) -> Set<TriggerKind> {
        if words.isEmpty { return [.imagine, .reset, .blend] }
        if words.hasPrefix("Image #") { return [.upscale] }
        if words.hasPrefix("Upscal") { return [.upscale, .maxUpscale] }
        if words.hasPrefix("Variation") || words.hasPrefix("Remix") { return varied(words) }
        if words.hasPrefix("Zoom Out") { return [.zoomout, .customZoom] }
        if words.hasPrefix("Pan ") { return [.expand] }
        return []
    }

    /// A grid's button gives a subtle or a strong variation by the user's settings; a single
    /// picture has a button for each.
    private static func varied(_ words: String) -> Set<TriggerKind> {
        if words.contains("(Region)") { return [.varyRegion] }
        if words.contains("(Subtle)") { return variations.subtracting([.soloHighVariation]) }
        if words.contains("(Strong)") { return variations.subtracting([.soloLowVariation]) }
        return variations
    }
}
