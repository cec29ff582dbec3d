/// What requests have in common that share a rate limit, as far as can be known before
/// the first answer names a bucket.
struct DiscordRoute: Hashable, Sendable {
    /// Method and path.
    let name: String
    /// The top-level resource: `channels/1`, `guilds/1`.
    let resource: String
}
