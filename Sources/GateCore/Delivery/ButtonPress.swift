/// One button of the image bot, as the trigger that presses it.
struct ButtonPress: Hashable {
    let trigger: TriggerKind
    let jobID: String
    /// The fields of the trigger's body that tell this button from its neighbours.
    let fields: [String: JSONValue]
    /// Words for a button that shows a picture alone.
    let label: String

    private init(
        _ trigger: TriggerKind, _ jobID: Substring, _ fields: [String: JSONValue], _ label: String
    ) {
        self.trigger = trigger
        self.jobID = String(jobID)
        self.fields = fields
        self.label = label
    }

    /// Nil for a button that no trigger presses.
    init?(customID: String) {
        let words = Self.split(customID)
        guard words.count >= 3, words[0] == "MJ" else { return nil }
        let press: ButtonPress? =
            switch words[1] {
            case "JOB": Self.job(words)
            case "Outpaint": Self.zoom(words)
            case "CustomZoom": Self(.customZoom, words[2], ["zoom": 2], "Custom Zoom")
            case "Inpaint": Self.region(words)
            default: nil
            }
        guard let press, !press.jobID.isEmpty else { return nil }
        self = press
    }

    /// `MJ::JOB::<verb>::<number>::<job>[::SOLO]`.
    private static func job(_ words: [Substring]) -> ButtonPress? {
        guard words.count >= 5, let number = Int64(words[3]) else { return nil }
        let solo = words.count >= 6 && words[5] == "SOLO"
        let index: [String: JSONValue] = ["index": .int(number)]
        let job = words[4]
        switch (words[2], solo) {
        case ("upsample", false): return Self(.upscale, job, index, "U\(number)")
        case ("variation", false): return Self(.variation, job, index, "V\(number)")
        case ("variation", true): return Self(.soloVariation, job, index, "Vary")
        case ("low_variation", true):
            return Self(.soloLowVariation, job, index, "Vary (Subtle)")
        case ("high_variation", true):
            return Self(.soloHighVariation, job, index, "Vary (Strong)")
        case ("reroll", _): return Self(.reset, job, [:], "Reroll")
        case (let verb, true): return enlarged(verb, number, job) ?? pan(verb, job)
        default: return nil
        }
    }

    /// The verb of `MJ::JOB::upsample_<version>_<mode>::1::<job>::SOLO`.
    private static func enlarged(
        _ verb: Substring, _ number: Int64, _ job: Substring
    ) -> ButtonPress? {
        guard let mode = UpscaleMode(verb: verb) else { return nil }
        return Self(
            .maxUpscale, job, ["index": .int(number), "mode": .string(mode.rawValue)],
            "Upscale (\(mode.rawValue))")
    }

    /// `MJ::Inpaint::1::<job>[::SOLO]`.
    private static func region(_ words: [Substring]) -> ButtonPress? {
        words.count >= 4 ? Self(.varyRegion, words[3], [:], "Vary (Region)") : nil
    }

    /// The verb of `MJ::JOB::pan_<direction>::1::<job>::SOLO`.
    private static func pan(_ verb: Substring, _ job: Substring) -> ButtonPress? {
        guard verb.hasPrefix("pan_"), let to = PanDirection(rawValue: String(verb.dropFirst(4)))
        else { return nil }
        return Self(.expand, job, ["direction": .string(to.rawValue)], "Pan \(to.rawValue)")
    }

    /// `MJ::Outpaint::<50|75>::1::<job>::SOLO`.
    private static func zoom(_ words: [Substring]) -> ButtonPress? {
        guard words.count >= 5, words[2] == "50" || words[2] == "75", let zoom = Int64(words[2])
        else { return nil }
        return Self(
            .zoomout, words[4], ["zoomout": .int(zoom)],
            zoom == 50 ? "Zoom Out 2x" : "Zoom Out 1.5x")
    }

    private static func split(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var rest = text[...]
        while let colons = rest.firstRange(of: "::") {
            words.append(rest[..<colons.lowerBound])
            rest = rest[colons.upperBound...]
        }
        return words + [rest]
    }
}
