import GateCore

/// What one job draws.
struct Artwork: Sendable {
    /// The job's UUID, which file names and buttons carry.
    let job: String
    /// The prompt as the bot repeats it.
    let prompt: String
    let style: Style
    /// What the picture shows.
    let seed: UInt64
    /// Which picture of its grid it is, when it is one: 1 to 4.
    var index = 1

    /// Four pictures for a prompt.
    static func imagine(_ prompt: String, _ random: any RandomSource) -> Artwork {
        Artwork(
            job: UUIDText.make(random), prompt: prompt, style: .imagine,
            seed: StableHash.of(prompt))
    }

    /// What comes of this one.
    func followed(
        by style: Style, index: Int? = nil, prompt: String? = nil, _ random: any RandomSource
    ) -> Artwork {
        let job = UUIDText.make(random)
        // The picture picked out of a grid is the grid's; anything else is drawn anew.
        let seed = style.keepsPicture ? seed : StableHash.of(self.prompt + job)
        return Artwork(
            job: job, prompt: prompt ?? self.prompt, style: style, seed: seed,
            index: index ?? self.index)
    }

    /// The finished picture.
    var painting: Painting {
        switch style {
        case .image: .single(seed: seed, index: index)
        case .upscaled: .single(seed: seed, index: index, side: 512)
        default: .grid(seed: seed)
        }
    }

    /// The picture while it is drawn.
    func painting(at percent: Int) -> Painting {
        style.isGrid
            ? .grid(seed: seed, percent: percent)
            : .single(seed: seed, index: index, side: 128, percent: percent)
    }

    /// `{user}_{words}_{uuid}.png`.
    func filename(for user: String) -> String {
        let text = prompt.split(separator: " ").filter { !$0.hasPrefix("<") }
            .prefix { !$0.hasPrefix("--") }.joined(separator: " ")
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
            .joined(separator: "_").prefix(60)
        return "\(user)_\(words)_\(job).png"
    }
}
