/// Tells the text of a Midjourney prompt from its image addresses and parameters.
///
/// Rules judge the text. `--no nude` is a wish for safety, and an address is not prose. A
/// parameter leaves the text only when Midjourney knows it and its value has the right
/// shape: `--foo nude` hides nothing.
struct PromptZones: Sendable {
    private let pattern: CompiledPattern

    /// - Throws: `PatternFault`, if the linked PCRE2 does not know what the pattern uses.
    init() throws(PatternFault) {
        pattern = try CompiledPattern(Self.zones)
    }

    /// The text with everything else blanked out, byte for byte, so that places stay.
    /// Control characters stand for what is gone: they separate words.
    func text(of prompt: [UInt8]) -> [UInt8] {
        guard mayHaveZones(prompt) else { return prompt }
        // Undecided within PCRE2's limits: judge all of it.
        let zones = prompt.withUnsafeBufferPointer { pattern.matches(in: $0) } ?? []
        var text = prompt
        for zone in zones {
            for place in zone { text[place] = 0x01 }
        }
        return text
    }

    /// Most prompts have neither an address nor a parameter.
    private func mayHaveZones(_ prompt: [UInt8]) -> Bool {
        prompt.contains(UInt8(ascii: "-")) || prompt.contains(UInt8(ascii: ":"))
            || prompt.contains(0xE2)
    }

    /// `--`, or the dash that phones make of it.
    private static let dashes = #"(?:--|\x{2014}|\x{2013})"#
    private static let number = #"\s+-?\d+(?:\.\d+)?"#
    private static let zones = #"""
        https?://\S+
        |(?:(?<=\s)|^)\#(dashes)(?:
            (?:ar|aspect)\s+\d{1,5}:\d{1,5}
            |(?:v|version|niji|q|quality|s|stylize|c|chaos|seed|sameseed|iw|weird|w|stop|r|repeat|cw|sw|exp|motion)\#(number)
            |style\s+(?:raw|cute|scenic|expressive|original|4[abc])
            |(?:tile|video|fast|turbo|relax|raw|draft|niji|stealth|public)
            |(?:sref|cref|p|profile|oref)(?:\s+(?:https?://\S+|random|\d[\w]*))+
            |no\s(?:(?!\s\#(dashes)\w)[\s\S])++
        )(?=\s|$)
        """#.replacing(/\n\s*/, with: "")
}
