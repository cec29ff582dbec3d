import GateCore

/// What is done to a prompt's parameters before it is judged.
struct ParameterEdits: Hashable, Sendable {
    /// A parameter with the value that it is to have; none for one that takes none.
    struct Setting: Hashable, Sendable {
        let parameter: MidjourneyParameter
        let value: String?

        /// `--ar 16:9`
        var text: String { "--\(parameter.name)" + (value.map { " \($0)" } ?? "") }
    }

    /// These stand in the prompt with this value and no other.
    var force: [Setting] = []
    /// These are added where the prompt has none of that name.
    var defaults: [Setting] = []
    /// These are taken out.
    var remove: Set<String> = []
    /// Whether long dashes before parameters become two hyphens.
    var mendsDashes = false

    /// A prompt in which parameters hide in parameters, over and over.
    struct Unsettled: Error {}

    /// What is taken out may leave something behind that is a parameter now.
    private static let mostPasses = 8

    /// The prompt as it is to be judged and sent; nil when it stays as it is.
    /// - Throws: `Unsettled`, when there is no end to it.
    func applied(to prompt: String, _ book: ParameterBook) throws(Unsettled) -> String? {
        var current = prompt
        for _ in 0..<Self.mostPasses {
            guard let next = appliedOnce(to: current, book) else {
                return current == prompt ? nil : current
            }
            current = next
        }
        throw Unsettled()
    }

    private func appliedOnce(to prompt: String, _ book: ParameterBook) -> String? {
        let flags = FlagReader.flags(in: prompt, book)
        var text = Array(prompt.unicodeScalars)
        for flag in flags.reversed() {
            if isCut(flag, among: flags) {
                Self.cut(flag.span, from: &text)
            } else if mendsDashes, flag.parameter != nil {
                Self.mend(flag.dashes, in: &text)
            }
        }
        var result = String(String.UnicodeScalarView(text))
        for setting in missing(from: flags) {
            while result.last?.isWhitespace == true { result.removeLast() }
            result += (result.isEmpty ? "" : " ") + setting.text
        }
        return result == prompt ? nil : result
    }

    private func isCut(_ flag: PromptFlag, among flags: [PromptFlag]) -> Bool {
        guard let parameter = flag.parameter else { return false }
        if remove.contains(parameter.name) { return true }
        return force.contains { $0.parameter == parameter && !isDone($0, flags) }
    }

    /// Whether a forced parameter stands there, once, as it is to be.
    private func isDone(_ setting: Setting, _ flags: [PromptFlag]) -> Bool {
        let found = flags.filter { $0.parameter == setting.parameter }
        guard let only = found.first, found.count == 1 else { return false }
        return only.values == (setting.value.map { [$0] } ?? [])
    }

    private func missing(from flags: [PromptFlag]) -> [Setting] {
        defaults.filter { setting in
            !flags.contains { $0.parameter == setting.parameter }
                && !force.contains { $0.parameter == setting.parameter }
        } + force.filter { !isDone($0, flags) }
    }

    /// Takes a part out, with the white space around it; what stood apart stays apart.
    private static func cut(_ span: Range<Int>, from text: inout [Unicode.Scalar]) {
        var start = span.lowerBound
        var end = span.upperBound
        while start > 0, text[start - 1].properties.isWhitespace { start -= 1 }
        while end < text.count, text[end].properties.isWhitespace { end += 1 }
        let isInside = start > 0 && end < text.count
        text.replaceSubrange(start..<end, with: isInside ? [" "] : [])
    }

    private static func mend(_ dashes: Range<Int>, in text: inout [Unicode.Scalar]) {
        let start = dashes.lowerBound
        let sticks = start > 0 && !text[start - 1].properties.isWhitespace
        text.replaceSubrange(dashes, with: sticks ? [" ", "-", "-"] : ["-", "-"])
    }
}
