/// The parameters that Midjourney knows.
///
/// Source: Midjourney's documentation, "Parameter List", with the older names that it
/// still accepts.
enum MidjourneyParameter {
    /// The name after which comes what the image is not to show.
    static let negative = ParameterName("no")

    /// The value of the parameter of that name, or nil for an unknown one.
    static func value(of name: ParameterName) -> ParameterValue? { known[name] }

    private static let known: [ParameterName: ParameterValue] = {
        var known: [ParameterName: ParameterValue] = [
            "style": words("raw", "cute", "expressive", "original", "scenic", "4a", "4b", "4c"),
            "motion": words("low", "high"),
            "seed": .number, "sameseed": .number,
        ]
        for name in ["ar", "aspect"] { known[ParameterName(name)] = .ratio }
        for name in numeric { known[ParameterName(name)] = .number }
        for name in bare { known[ParameterName(name)] = .nothing }
        for name in ["sref", "cref", "oref", "p", "profile", "personalize"] {
            known[ParameterName(name)] = .references
        }
        return known
    }()

    private static func words(_ words: String...) -> ParameterValue {
        .word(Set(words.map { Array($0.utf8) }))
    }

    private static let numeric = [
        "v", "version", "niji", "q", "quality", "s", "stylize", "c", "chaos", "w", "weird",
        "iw", "sw", "cw", "ow", "sv", "stop", "r", "repeat", "exp", "bs",
    ]

    private static let bare = [
        "tile", "video", "fast", "relax", "turbo", "raw", "hd", "sd", "draft", "loop", "public",
        "stealth", "test", "testp", "creative", "upbeta", "uplight", "upanime",
    ]
}
