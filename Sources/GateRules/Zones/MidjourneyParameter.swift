/// The parameters that Midjourney knows.
///
/// Source: Midjourney's documentation, "Parameter List", with the older names that it
/// still accepts.
enum MidjourneyParameter {
    /// The name after which comes what the image is not to show.
    static let negative = "no"

    /// The value of the parameter of that name (lower case), or nil for an unknown one.
    static func value(of name: String) -> ParameterValue? { known[name] }

    private static let known: [String: ParameterValue] = {
        var known: [String: ParameterValue] = [
            "style": .word(["raw", "cute", "expressive", "original", "scenic", "4a", "4b", "4c"]),
            "motion": .word(["low", "high"]),
            "seed": .number, "sameseed": .number,
        ]
        for name in ["ar", "aspect"] { known[name] = .ratio }
        for name in numeric { known[name] = .number }
        for name in bare { known[name] = .nothing }
        for name in ["sref", "cref", "oref", "p", "profile", "personalize"] {
            known[name] = .references
        }
        return known
    }()

    private static let numeric = [
        "v", "version", "niji", "q", "quality", "s", "stylize", "c", "chaos", "w", "weird",
        "iw", "sw", "cw", "ow", "sv", "stop", "r", "repeat", "exp", "bs",
    ]

    private static let bare = [
        "tile", "video", "fast", "relax", "turbo", "raw", "hd", "sd", "draft", "loop", "public",
        "stealth", "test", "testp", "creative", "upbeta", "uplight", "upanime",
    ]
}
