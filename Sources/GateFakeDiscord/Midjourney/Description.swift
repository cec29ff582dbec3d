import GateCore

/// The words that `/describe` and `/shorten` answer with. They follow from the name of the
/// picture, and from the prompt.
enum Description {
    private static let subjects = [
        "a lighthouse above a calm sea", "an old tram in the rain", "a fox in tall grass",
        "paper boats on a pond", "a kitchen full of plants", "three hot-air balloons",
    ]
    private static let manners = [
        "in soft watercolour", "as a woodcut", "in the light of late afternoon",
        "as a travel poster", "with fine ink lines", "seen from far above",
    ]

    /// Four numbered prompts.
    static func text(of name: String) -> String {
        let hash = Int(truncatingIfNeeded: StableHash.of(name) & 0xFFFF)
        return (0..<4).map { index in
            let subject = subjects[(hash + index) % subjects.count]
            let manner = manners[(hash / 7 + 2 * index) % manners.count]
            return "\(Buttons.keycaps[index]) \(subject), \(manner) --ar 1:1"
        }.joined(separator: "\n\n")
    }

    /// Up to five shorter forms of a prompt, the longest first.
    static func shortened(_ prompt: String) -> [String] {
        let words = prompt.split(separator: " ")
        let lengths = [4, 3, 2, 1].map { max(1, words.count * $0 / 5) }
        return Array(Set(lengths)).sorted(by: >).map { words.prefix($0).joined(separator: " ") }
    }

    /// The numbered prompts in a message of the bot's.
    static func prompts(in message: Message) -> [String] {
        let text = message.embeds.first?["description"]?.string ?? ""
        return text.split(separator: "\n").compactMap { line in
            guard let keycap = Buttons.keycaps.first(where: { line.hasPrefix($0) }) else {
                return nil
            }
            return line.dropFirst(keycap.count).drop { $0 == " " }.description
        }
    }
}
