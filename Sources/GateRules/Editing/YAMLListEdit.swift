import GateCore

/// Adds one item to one list of a YAML file by writing it in at the right place: nothing
/// else of the text is touched, and nothing is written anew.
///
/// Afterwards the text is read again and compared with what it should say; a layout that
/// this does not get right is refused, not damaged.
struct YAMLListEdit {
    private let layout: TextLayout
    private let file: String
    private let root: YAMLOutline?

    /// - Parameters:
    ///   - bytes: of the file.
    ///   - file: its name, for refusals.
    init(_ bytes: [UInt8], file: String) throws(RuleEditRefusal) {
        layout = TextLayout(bytes)
        self.file = file
        root = try Self.outline(of: layout, file)
    }

    /// The value that `path` leads to.
    func value(at path: [YAMLStep]) -> YAMLOutline? {
        path.reduce(root) { value, step in
            switch step {
            case .key(let name): value?[name]
            case .index(let place):
                value?.items.flatMap { $0.indices.contains(place) ? $0[place] : nil }
            }
        }
    }

    /// The text with the item at the end of the list that `path` leads to. The last step is
    /// the list's key, which is made if it is missing; what stands before it must be there.
    func adding(_ item: YAMLItem, at path: [YAMLStep]) throws(RuleEditRefusal) -> [UInt8] {
        guard case .key(let key)? = path.last else { throw unsuitable("no key") }
        let splices = try splices(item, key, of: Array(path.dropLast()))
        let edited = layout.bytes.splicing(splices)
        let wanted = YAMLValue(root).adding(item.value, at: path[...])
        let found = YAMLValue(try Self.outline(of: TextLayout(edited), file))
        guard found.inOrder == wanted.inOrder else {
            throw unsuitable("\"\(key)\" is written in a way that is left to people")
        }
        return edited
    }

    /// The text with one more of its `rules`; nil when one of that id is there.
    func adding(rule: YAMLItem, id: String) throws(RuleEditRefusal) -> [UInt8]? {
        place(ofRule: id) == nil ? try adding(rule, at: [.key("rules")]) : nil
    }

    /// Which of the `rules` has that id.
    func place(ofRule id: String) -> Int? {
        value(at: [.key("rules")])?.items?.firstIndex { $0["id"]?.text == id }
    }

    // MARK: Places

    private func splices(
        _ item: YAMLItem, _ key: String, of path: [YAMLStep]
    ) throws(RuleEditRefusal) -> [TextSplice] {
        guard let mapping = value(at: path) else {
            guard path.isEmpty else { throw unsuitable("what holds \"\(key)\" is not there") }
            return [layout.linesAtEnd(newKey(key, item, ""))]
        }
        guard case .mapping(let pairs, let isFlow) = mapping.content else {
            throw unsuitable("what holds \"\(key)\" is no mapping")
        }
        if let value = mapping[key] { return try splices(item, into: value, key) }
        if isFlow { return [newFlowKey(key, item, pairs, mapping)] }
        guard let first = pairs.first else { throw unsuitable("the mapping is empty") }
        let indentation = layout.indentation(of: first.key.range.lowerBound)
        if path.isEmpty { return [layout.linesAtEnd(newKey(key, item, indentation))] }
        // Behind the words that it excepts from, not behind the rule's tests.
        let place = mapping["words"] ?? mapping["pattern"] ?? pairs.last?.value ?? mapping
        let lines = [
            "\(indentation)# \(item.remark)", "\(indentation)\(key): [\(item.flow)]",
        ]
        return [layout.lines(lines, after: place.end)]
    }

    private func newKey(_ key: String, _ item: YAMLItem, _ indentation: String) -> [String] {
        ["\(indentation)\(key):"] + item.lines(indentation + "  ")
    }

    private func newFlowKey(
        _ key: String, _ item: YAMLItem, _ pairs: [YAMLOutlinePair], _ mapping: YAMLOutline
    ) -> TextSplice {
        let text = "\(key): [\(item.flow)]"
        guard let last = pairs.last else {
            return TextSplice(at: mapping.range.upperBound - 1, text)
        }
        return TextSplice(at: max(last.key.end, last.value.end), ", \(text)")
    }

    private func splices(
        _ item: YAMLItem, into value: YAMLOutline, _ key: String
    ) throws(RuleEditRefusal) -> [TextSplice] {
        guard !value.hasProperties else {
            throw unsuitable("\"\(key)\" has an anchor or a tag")
        }
        switch value.content {
        case .list(let items, isFlow: true):
            guard let last = items.last else {
                return [TextSplice(at: value.range.upperBound - 1, item.flow)]
            }
            return [TextSplice(at: last.end, ", \(item.flow)")]
        case .list(_, isFlow: false):
            let dash = value.range.lowerBound
            return [layout.lines(item.lines(layout.indentation(of: dash)), after: value.end)]
        case .text(let text, let style):
            return try splices(item, besides: text, style, value.range, key)
        case .alias: throw unsuitable("\"\(key)\" is an alias")
        case .mapping: throw unsuitable("\"\(key)\" is a mapping")
        }
    }

    /// Makes a list of one text, or of none.
    private func splices(
        _ item: YAMLItem, besides text: String, _ style: YAMLTextStyle, _ range: Range<Int>,
        _ key: String
    ) throws(RuleEditRefusal) -> [TextSplice] {
        switch style {
        case .plain where text.isEmpty: return [TextSplice(at: range.lowerBound, " [\(item.flow)]")]
        case .plain where text.contains(where: { ",[]{}".contains($0) }):
            return [TextSplice(range, "[\(YAMLItem.quoted(text)), \(item.flow)]")]
        case .plain, .singleQuoted, .doubleQuoted:
            return [
                TextSplice(at: range.lowerBound, "["),
                TextSplice(at: range.upperBound, ", \(item.flow)]"),
            ]
        case .literal, .folded: throw unsuitable("\"\(key)\" is a block of text")
        }
    }

    // MARK: Faults

    private static func outline(
        of layout: TextLayout, _ file: String
    ) throws(RuleEditRefusal) -> YAMLOutline? {
        do {
            return try YAMLOutlineReader.outline(of: layout)
        } catch {
            throw .impossible("\(file) cannot be read as YAML: \(error.problem).")
        }
    }

    private func unsuitable(_ why: String) -> RuleEditRefusal {
        .impossible("\(file) cannot be changed: \(why). Write the entry there by hand.")
    }
}
