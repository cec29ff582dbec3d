/// How `max_upscale` makes a picture larger. Which of them a picture offers depends on the
/// version of the model that drew it.
public enum UpscaleMode: String, Sendable, Codable, CaseIterable {
    case subtle, creative, max
    case twofold = "2x"
    case fourfold = "4x"

    /// The mode of a button's verb: `upsample_v6r1_2x_subtle`, `upsample_v5_4x`,
    /// `upsample_max`; nil for any other verb.
    init?(verb: some StringProtocol) {
        let words = verb.split(separator: "_")
        guard words.count >= 2, words[0] == "upsample", let last = words.last,
            let mode = Self(rawValue: String(last))
        else { return nil }
        self = mode
    }
}
