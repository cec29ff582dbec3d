/// The settings of the stage `length`, in Unicode code points.
public struct LengthSettings: StageSettings {
    /// The longest text that Discord is sent.
    public let max: Int
    /// The longest text that is judged and not sent.
    public let moderationMax: Int
    /// The shortest prompt, white space left out; 0 for none.
    public let min: Int

    /// Describes the bounds; see the properties.
    public init(max: Int = 6000, moderationMax: Int = 65_536, min: Int = 0) {
        self.max = max
        self.moderationMax = moderationMax
        self.min = min
    }

    public init(_ fields: SettingFields) {
        let max = fields.integer("max", in: 1...6000) ?? 6000
        let min = fields.integer("min", in: 0...6000) ?? 0
        if min > max {
            fields.refuse("min", "\"min\" is greater than \"max\".", "Write at most \(max).")
        }
        self.init(
            max: max, moderationMax: fields.integer("moderation_max", in: 1...65_536) ?? 65_536,
            min: min)
    }
}
