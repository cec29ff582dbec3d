/// One parameter that Midjourney knows.
struct MidjourneyParameter: Hashable, Sendable {
    /// The one of its names that settings and messages use.
    let name: String
    /// Its other names.
    let aliases: [String]
    let shape: ParameterShape

    init(_ name: String, _ aliases: [String] = [], _ shape: ParameterShape) {
        self.name = name
        self.aliases = aliases
        self.shape = shape
    }

    /// All of them, with the older names that are still accepted.
    ///
    /// Source: Midjourney's documentation, "Parameter List".
    static let all: [MidjourneyParameter] =
        numbers + references + bare + [
            MidjourneyParameter("ar", ["aspect"], .ratio),
            MidjourneyParameter("no", .list),
            MidjourneyParameter("style", .word),
            MidjourneyParameter("motion", .word),
        ]

    private static let numbers: [MidjourneyParameter] = [
        MidjourneyParameter("version", ["v"], .number),
        MidjourneyParameter("niji", .number),
        MidjourneyParameter("quality", ["q"], .number),
        MidjourneyParameter("stylize", ["s", "stylise"], .number),
        MidjourneyParameter("chaos", ["c"], .number),
        MidjourneyParameter("weird", ["w"], .number),
        MidjourneyParameter("repeat", ["r"], .number),
        MidjourneyParameter("seed", .number),
        MidjourneyParameter("sameseed", .number),
        MidjourneyParameter("stop", .number),
        MidjourneyParameter("iw", .number),
        MidjourneyParameter("sw", .number),
        MidjourneyParameter("cw", .number),
        MidjourneyParameter("ow", .number),
        MidjourneyParameter("sv", .number),
        MidjourneyParameter("exp", .number),
        MidjourneyParameter("bs", .number),
        MidjourneyParameter("zoom", .number),
    ]

    private static let references: [MidjourneyParameter] = [
        MidjourneyParameter("sref", .references),
        MidjourneyParameter("cref", .references),
        MidjourneyParameter("oref", .references),
        MidjourneyParameter("end", .references),
        MidjourneyParameter("profile", ["p", "personalize"], .references),
    ]

    private static let bare: [MidjourneyParameter] = [
        "tile", "video", "fast", "relax", "turbo", "raw", "hd", "sd", "draft", "loop", "public",
        "stealth", "test", "testp", "creative", "upbeta", "uplight", "upanime",
    ].map { MidjourneyParameter($0, .nothing) }
}

extension MidjourneyParameter {
    fileprivate init(_ name: String, _ shape: ParameterShape) { self.init(name, [], shape) }
}
