/// One of the six journeys that the demo shows.
enum DemoPlay: Int, CaseIterable, Sendable {
    case allowed = 1
    case bannedWord, bannedPhrase, imageToImage, upscale, describe

    /// What the journey shows, in a few words.
    var title: String {
        switch self {
        case .allowed: "allowed"
        case .bannedWord: "banned word"
        case .bannedPhrase: "banned phrase"
        case .imageToImage: "image to image"
        case .upscale: "upscale"
        case .describe: "describe"
        }
    }

    /// What is asked for, as the screen shows it.
    var request: String {
        switch self {
        case .allowed: "a lighthouse above a calm sea, golden hour"
        case .bannedWord: "a BLOOD moon, everywhere"
        case .bannedPhrase: "a dancer, close-up of her belly  button"
        case .imageToImage: "the same scene as a watercolour"
        case .upscale: "image 2 of the first result"
        case .describe: "the first result, uploaded"
        }
    }

    /// How it must end for the demo to have gone well.
    var expected: DemoEnding {
        switch self {
        case .bannedWord, .bannedPhrase: .refused
        case .allowed, .imageToImage, .upscale: .drawn
        case .describe: .described
        }
    }
}
