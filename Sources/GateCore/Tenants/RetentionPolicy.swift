/// How long the audit log keeps what it has of one tenant. Each part is optional, and kept
/// for ever without.
public struct RetentionPolicy: Hashable, Sendable, Codable {
    /// A hundred years: longer is for ever.
    public static let mostDays = 36_500

    /// After how many days the texts (prompts and what matched in them) are erased.
    public var textsDays: Int?
    /// After how many days all else of a record is erased too.
    public var recordsDays: Int?

    /// Describes one policy; see the properties.
    public init(textsDays: Int? = nil, recordsDays: Int? = nil) {
        self.textsDays = textsDays
        self.recordsDays = recordsDays
    }

    enum CodingKeys: String, CodingKey {
        case textsDays = "texts_days"
        case recordsDays = "records_days"
    }
}
