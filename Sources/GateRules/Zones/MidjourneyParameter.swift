/// The parameters that Midjourney knows.
///
/// Source: Midjourney's documentation, "Parameter List", with the older names that it
/// still accepts.
enum MidjourneyParameter {
    /// The name after which comes what the image is not to show.
    static let negative = ParameterName("no")

    /// The value of the parameter of that name, or nil for an unknown one.
    static func value(of name: ParameterName) -> ParameterValue? {
        let known = known
        var slot = name.hash & (slotCount - 1)
        while let parameter = known.base[slot] {
            if parameter.name == name { return parameter.value }
            slot = (slot + 1) & (slotCount - 1)
        }
        return nil
    }

    private struct Parameter: BitwiseCopyable {
        let name: ParameterName
        let value: ParameterValue
    }

    /// A quarter of it is taken: 52 names.
    private static let slotCount = 256

    /// By hash, with the next free place for names whose hash is taken. A dictionary takes
    /// several times as long to ask, and most prompts have parameters.
    private static let known: Table<Parameter?> = {
        let known = Table<Parameter?>(repeating: nil, count: slotCount)
        for (name, value) in documented {
            var slot = name.hash & (slotCount - 1)
            while known.base[slot] != nil { slot = (slot + 1) & (slotCount - 1) }
            known.base[slot] = Parameter(name: name, value: value)
        }
        return known
    }()

    private static let documented: [ParameterName: ParameterValue] = {
        var known: [ParameterName: ParameterValue] = [
            "style": .style, "motion": .motion, "seed": .number, "sameseed": .number,
        ]
        for name in ["ar", "aspect"] { known[ParameterName(name)] = .ratio }
        for name in numeric { known[ParameterName(name)] = .number }
        for name in bare { known[ParameterName(name)] = .nothing }
        for name in ["sref", "cref", "oref", "p", "profile", "personalize"] {
            known[ParameterName(name)] = .references
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
