import GateCore

/// The buttons under the bot's messages, as rows of components.
enum Buttons {
    /// Under four pictures.
    static func grid(_ job: String) -> [JSONValue] {
        [
            row(
                (1...4).map { button("U\($0)", "MJ::JOB::upsample::\($0)::\(job)") }
                    + [button("", "MJ::JOB::reroll::0::\(job)::SOLO", emoji: "🔄")]),
            row((1...4).map { button("V\($0)", "MJ::JOB::variation::\($0)::\(job)") }),
        ]
    }

    /// Under one picture.
    static func single(_ job: String) -> [JSONValue] {
        func solo(_ label: String, _ name: String, _ emoji: String? = nil) -> JSONValue {
            button(label, "MJ::\(name)::1::\(job)::SOLO", emoji: emoji)
        }
        return [
            row([
                solo("Upscale (Subtle)", "JOB::upsample_v6r1_2x_subtle"),
                solo("Upscale (Creative)", "JOB::upsample_v6r1_2x_creative"),
                solo("Upscale to Max", "JOB::upsample_max"),
            ]),
            row([
                solo("Make Variations", "JOB::variation", "🪄"),
                solo("Vary (Subtle)", "JOB::low_variation", "🪄"),
                solo("Vary (Strong)", "JOB::high_variation", "🪄"),
                solo("Vary (Region)", "Inpaint", "🖌️"),
            ]),
            row([
                solo("Zoom Out 2x", "Outpaint::50", "🔍"),
                solo("Zoom Out 1.5x", "Outpaint::75", "🔍"),
                button("Custom Zoom", "MJ::CustomZoom::\(job)", emoji: "🔍"),
            ]),
            row([
                solo("", "JOB::pan_left", "⬅️"), solo("", "JOB::pan_right", "➡️"),
                solo("", "JOB::pan_up", "⬆️"), solo("", "JOB::pan_down", "⬇️"),
            ]),
            row([button("", "MJ::BOOKMARK::\(job)", emoji: "❤️"), web(job)]),
        ]
    }

    /// Under four descriptions.
    static let descriptions: [JSONValue] = [
        row(
            zip(1...4, keycaps).map { button("", "MJ::Job::PicReader::\($0)", emoji: $1) }
                + [button("", "MJ::Picread::Retry", emoji: "🔄")]),
        row([button("Imagine all", "MJ::Job::PicReader::all", emoji: "🎉")]),
    ]

    /// Under shortened prompts.
    static func shortened(count: Int) -> [JSONValue] {
        [
            row(
                (0..<count).map {
                    button("", "MJ::Job::PromptAnalyzer::\($0)", emoji: keycaps[$0])
                })
        ]
    }

    /// Under a refusal that can be appealed.
    static func appeal(_ job: String) -> [JSONValue] {
        [row([button("Appeal", "MJ::Prompts::Appeal::\(job)")])]
    }

    /// Under the settings.
    static let settings: [JSONValue] = [
        row([button("High Variation Mode", "MJ::Settings::HighVariabilityMode::1")])
    ]

    /// 1️⃣ to 5️⃣.
    static let keycaps = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"]

    private static func row(_ components: [JSONValue]) -> JSONValue {
        ["type": 1, "components": .array(components)]
    }

    private static func button(
        _ label: String, _ customID: String, emoji: String? = nil
    ) -> JSONValue {
        .members([
            "type": 2, "style": 2, "custom_id": .string(customID),
            "label": label.isEmpty ? nil : .string(label),
            "emoji": emoji.map { ["name": .string($0)] },
        ])
    }

    private static func web(_ job: String) -> JSONValue {
        [
            "type": 2, "style": 5, "label": "Web",
            "url": .string("https://www.midjourney.com/jobs/\(job)"),
        ]
    }
}
