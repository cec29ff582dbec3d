/// The stable name of a kind of stage: the same in `rules/pipeline.yaml`, metrics,
/// audit records and errors.
public struct StageKind: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    public let rawValue: String

    /// - Parameter rawValue: lower case words joined by `_`.
    public init(rawValue: String) { self.rawValue = rawValue }

    public init(stringLiteral value: String) { rawValue = value }

    public var description: String { rawValue }

    /// Matches the rules against the prompt.
    public static let bannedWords: StageKind = "banned_words"
    /// Paces a tenant's calls.
    public static let rateLimit: StageKind = "rate_limit"
    /// Slows down or stops end users who were refused again and again.
    public static let strikes: StageKind = "strikes"
    /// Counts a tenant's accepted triggers.
    public static let quota: StageKind = "quota"
    /// Bounds a prompt's length.
    public static let length: StageKind = "length"
}
