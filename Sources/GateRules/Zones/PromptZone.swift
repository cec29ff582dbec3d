/// The parts of a Midjourney prompt that rules can tell apart.
enum PromptZone: String, Hashable, Sendable, CaseIterable {
    /// What the image is to show; all that is nothing else.
    case text
    /// What the image is not to show: the list after `--no`.
    case negative
    /// The address of an image.
    case url
    /// Settings: `--ar 16:9`, and the number of a weight (`::1.5`).
    case parameters
}
