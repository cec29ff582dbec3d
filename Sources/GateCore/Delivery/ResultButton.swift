/// A button of a result that can be pressed.
public struct ResultButton: Hashable, Sendable {
    /// Discord's own bound on the name of a button.
    private static let longestID = 100
    /// Buttons that draw nothing a task could wait for, or are the account owner's own
    /// business.
    private static let others = [
        "MJ::BOOKMARK", "MJ::CancelJob", "MJ::Settings", "MJ::Captcha", "MJ::Prompts::Appeal",
        "MJ::Job::PicReader::all",
    ]

    public let customID: String
    /// What it says, or our words for it where it shows a picture alone.
    public let label: String

    /// - Parameter component: Discord's object; nil is the answer for one that is disabled,
    ///   a link, or none of the image bot's that lead to a result.
    public init?(_ component: JSONValue) {
        guard component["disabled"]?.bool != true, let id = component["custom_id"]?.string,
            id.hasPrefix("MJ::"), id.utf8.count <= Self.longestID,
            !Self.others.contains(where: { id.hasPrefix($0) })
        else { return nil }
        customID = id
        let label = component["label"]?.string ?? ""
        self.label = label.isEmpty ? Self.words(for: id, component) : label
    }

    private static func words(for id: String, _ component: JSONValue) -> String {
        ButtonPress(customID: id)?.label ?? component["emoji"]?["name"]?.string ?? id
    }

    /// How `max_upscale` presses it; nil for any other button.
    public var upscaleMode: UpscaleMode? {
        guard let press = ButtonPress(customID: customID), press.trigger == .maxUpscale else {
            return nil
        }
        return press.fields["mode"]?.string.flatMap(UpscaleMode.init(rawValue:))
    }

    /// Whether it asks for a prompt with which to zoom.
    public var isCustomZoom: Bool { customID.hasPrefix("MJ::CustomZoom::") }

    /// Whether it opens the page on which a region is painted over.
    public var isRegion: Bool { customID.hasPrefix("MJ::Inpaint::") }

    /// Whether it draws one of the texts of its message.
    public var drawsText: Bool { Self.drawsText(customID) }

    static func drawsText(_ customID: String) -> Bool {
        ["MJ::Job::PicReader::", "MJ::Job::PromptAnalyzer::"].contains { customID.hasPrefix($0) }
    }

    static func opensDialogue(_ customID: String) -> Bool {
        ["MJ::CustomZoom::", "MJ::Inpaint::", "MJ::Job::PicReader::"].contains {
            customID.hasPrefix($0)
        }
    }
}

extension TaskResult {
    /// The buttons that can be pressed, in their order.
    public var offers: [ResultButton] { buttons.compactMap { ResultButton($0) } }

    /// The texts that `button` draws: the one that stands at its place, or all where that
    /// cannot be told; none for a button that draws no text.
    public func texts(drawnBy button: ResultButton) -> [String] {
        guard button.drawsText else { return [] }
        let texts = ResultWords.numbered(in: self)
        let place = offers.filter(\.drawsText).firstIndex(of: button)
        guard let place, texts.indices.contains(place) else { return texts }
        return [texts[place]]
    }
}
