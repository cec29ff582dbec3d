/// Finds the addresses of a prompt: whatever has `://` in it, wherever it stands.
enum LinkReader {
    private static let longestScheme = 20

    /// All of them, in order.
    static func links(in prompt: String) -> [PromptLink] {
        links(in: Array(prompt.unicodeScalars), areInProse: true)
    }

    /// An address that came by itself.
    static func link(alone address: String) -> PromptLink {
        let text = Array(address.unicodeScalars)
        let found = links(in: text, areInProse: false)
        guard let only = found.first, only.span == 0..<text.count else {
            return PromptLink(scheme: "", rest: address, isCutOff: true, span: nil)
        }
        return PromptLink(
            scheme: only.scheme, rest: only.rest, isCutOff: only.isCutOff, span: nil)
    }

    private static func links(in text: [Unicode.Scalar], areInProse: Bool) -> [PromptLink] {
        var links: [PromptLink] = []
        var place = 0
        while place + 2 < text.count {
            if text[place] == ":", text[place + 1] == "/", text[place + 2] == "/",
                let link = link(in: text, at: place, isInProse: areInProse)
            {
                links.append(link)
                place = max(link.span?.upperBound ?? 0, place + 3)
            } else {
                place += 1
            }
        }
        return links
    }

    private static func link(
        in text: [Unicode.Scalar], at colon: Int, isInProse: Bool
    ) -> PromptLink? {
        var start = colon
        while start > 0, colon - start < longestScheme, isSchemeCharacter(text[start - 1]) {
            start -= 1
        }
        let word = string(text[start..<colon]).lowercased()
        // Letters may stand before it: whoever looks for addresses finds the one inside.
        let scheme = ["https", "http"].first { word.hasSuffix($0) } ?? word
        guard let first = scheme.first, first.isLetter else { return nil }
        start = colon - scheme.unicodeScalars.count
        var end = colon + 3
        while end < text.count, isAddressCharacter(text[end]) { end += 1 }
        let isCutOff =
            end < text.count && text[end].value >= 0x80
            && !text[end].properties.isWhitespace
        if isInProse { end = withoutTail(text, colon + 3, end) }
        return PromptLink(
            scheme: scheme, rest: string(text[colon + 3..<end]), isCutOff: isCutOff,
            span: start..<end)
    }

    /// Without a weight (`::2`) and the marks of a sentence behind it.
    private static func withoutTail(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> Int {
        var end = end
        let rest = string(text[start..<end])
        if let colons = rest.firstRange(of: "::"), !rest[..<colons.lowerBound].contains("["),
            rest[colons.upperBound...].allSatisfy({ $0.isNumber || ".-".contains($0) })
        {
            end = start + rest[..<colons.lowerBound].unicodeScalars.count
        }
        while end > start, ",.;:!?)'".unicodeScalars.contains(text[end - 1]) { end -= 1 }
        return end
    }

    private static func string(_ part: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(part))
    }

    private static func isSchemeCharacter(_ scalar: Unicode.Scalar) -> Bool {
        (0x61...0x7A).contains(scalar.value | 0x20) || (0x30...0x39).contains(scalar.value)
            || "+-.".unicodeScalars.contains(scalar)
    }

    private static func isAddressCharacter(_ scalar: Unicode.Scalar) -> Bool {
        (0x21..<0x7F).contains(scalar.value) && scalar != "<" && scalar != ">" && scalar != "\""
    }
}
