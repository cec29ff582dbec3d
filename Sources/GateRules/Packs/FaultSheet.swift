import GateCore

/// Collects what is wrong with one file, up to a bound.
final class FaultSheet {
    /// So many faults are told of one file.
    static let largestCount = BannedWordsParser.largestFaultCount

    /// The file, as the configuration names it.
    let file: String
    private var kept: [RuleFault] = []
    private var surplus = 0

    init(file: String) { self.file = file }

    /// Whether nothing is wrong so far.
    var isEmpty: Bool { kept.isEmpty }

    /// All of them in the order of their places, with a last one for those beyond the bound.
    var faults: [RuleFault] {
        let sorted = kept.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        guard surplus > 0 else { return sorted }
        return sorted + [
            RuleFault(
                file: file, line: 0, column: 0, message: "\(surplus) more things are wrong.",
                remedy: "Mend those above first.")
        ]
    }

    /// Notes one.
    func tell(_ place: YAMLPlace, _ message: String, _ remedy: String) {
        guard kept.count < Self.largestCount else {
            surplus += 1
            return
        }
        kept.append(
            RuleFault(
                file: file, line: place.line, column: place.column, message: message,
                remedy: remedy))
    }

    /// Notes that values hold values hold values.
    func tellDepth(at place: YAMLPlace) {
        tell(
            place, "Lists and mappings are nested deeper than \(YAMLDocument.largestDepth).",
            "Close them.")
    }

    /// Notes that a value is not of the kind that is taken in its place.
    /// - Parameter subject: what the value is, to begin a sentence with: `"rules"`.
    func tell(_ node: YAMLNode, of subject: String, isNot wanted: String) {
        if node.isMissing {
            tell(node.place, "\(subject) is empty.", "Write \(wanted), or remove it.")
        } else {
            tell(node.place, "\(subject) is \(node.kind).", Self.remedy(for: node, wanted: wanted))
        }
    }

    private static func remedy(for node: YAMLNode, wanted: String) -> String {
        guard wanted.contains("text"), case .mapping(let pairs) = node.content,
            let first = pairs.first
        else { return "Write \(wanted)." }
        return "Put the text in quotes: the colon behind \"\(first.key)\" makes it a mapping."
    }
}
