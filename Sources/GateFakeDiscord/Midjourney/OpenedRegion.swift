/// A page for painting over a region that the bot has opened.
struct OpenedRegion: Sendable {
    let job: String
    /// The message whose button opened it.
    let target: Message
    let interaction: Interaction
}
