/// What a button does, read from its `custom_id`.
enum ButtonAction: Hashable, Sendable {
    /// U1 to U4.
    case pick(Int, job: String)
    /// V1 to V4; the label is nil, `Subtle` or `Strong`.
    case vary(Int, label: String?, job: String)
    case reroll(job: String)
    /// Left, Right, Up or Down.
    case pan(String, job: String)
    /// 50 for twice the view, 75 for one and a half times.
    case zoom(Int, job: String)
    case upscale(label: String?, job: String)
    case customZoom(job: String)
    case region(job: String)
    case appeal(job: String)
    /// One of the four descriptions; nil for all.
    case describedPrompt(Int?)
    case describeAgain
    /// One of the shortened prompts, from 0.
    case shortenedPrompt(Int)
    case bookmark

    /// - Parameter customID: nil when it is none of the bot's.
    init?(_ customID: String) {
        let parts = customID.components(of: "::")
        guard parts.count > 2, parts[0] == "MJ" else { return nil }
        switch (parts[1], parts.count) {
        case ("JOB", 5...6): self.init(job: parts[2], index: Int(parts[3]), id: parts[4])
        case ("Outpaint", 5...6): self.init(zoom: Int(parts[2]), id: parts[4])
        case ("Inpaint", 4...5): self = .region(job: parts[3])
        case ("CustomZoom", 3): self = .customZoom(job: parts[2])
        case ("BOOKMARK", 3): self = .bookmark
        case ("Prompts", 4) where parts[2] == "Appeal": self = .appeal(job: parts[3])
        case ("Picread", 3) where parts[2] == "Retry": self = .describeAgain
        case ("Job", 4): self.init(text: parts[2], index: parts[3])
        default: return nil
        }
    }

    private init?(job name: String, index: Int?, id: String) {
        guard let index, (0...4).contains(index) else { return nil }
        switch name {
        case "upsample": self = .pick(index, job: id)
        case "variation": self = .vary(index, label: nil, job: id)
        case "low_variation": self = .vary(index, label: "Subtle", job: id)
        case "high_variation": self = .vary(index, label: "Strong", job: id)
        case "reroll": self = .reroll(job: id)
        case "pan_left", "pan_right", "pan_up", "pan_down":
            self = .pan(String(name.dropFirst(4)).capitalizedFirst, job: id)
        default:
            guard name.hasPrefix("upsample_") else { return nil }
            self = .upscale(label: Self.upscaleLabel(name), job: id)
        }
    }

    private init?(zoom factor: Int?, id: String) {
        guard let factor, [50, 75].contains(factor) else { return nil }
        self = .zoom(factor, job: id)
    }

    private init?(text name: String, index: String) {
        switch (name, Int(index)) {
        case ("PicReader", let index?) where (1...4).contains(index): self = .describedPrompt(index)
        case ("PicReader", nil) where index == "all": self = .describedPrompt(nil)
        case ("PromptAnalyzer", let index?) where (0...4).contains(index):
            self = .shortenedPrompt(index)
        default: return nil
        }
    }

    private static func upscaleLabel(_ name: String) -> String? {
        let labels = ["subtle": "Subtle", "creative": "Creative", "2x": "2x", "4x": "4x"]
        return name.split(separator: "_").last.flatMap { labels[String($0)] }
    }
}

extension String {
    /// The parts between a separator, empty ones kept.
    fileprivate func components(of separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }

    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
