/// Which door an exchange came through.
public enum Surface: String, Sendable, Codable {
    /// A call that ends in a task: counted by rate limit and quota.
    case trigger
    /// A plain moderation call: counted by the rate limit alone.
    case moderate
    /// An image for a later trigger: counted by the rate limit alone.
    case file
    /// An admin's call, which is not judged.
    case admin
}
