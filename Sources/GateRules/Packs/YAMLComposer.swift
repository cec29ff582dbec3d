/// Builds values from libyaml's events, within bounds.
struct YAMLComposer {
    private typealias Failure = YAMLParser.Failure

    private let parser: YAMLParser
    private let sheet: FaultSheet
    private var anchors: [String: YAMLNode] = [:]
    private var aliasWeight = 0

    init(_ parser: YAMLParser, sheet: FaultSheet) {
        self.parser = parser
        self.sheet = sheet
    }

    /// The one document of the stream; nil when it has none, or a second one.
    mutating func document() throws(YAMLParser.Failure) -> YAMLNode? {
        guard case .documentStart = try parser.next() else { return refuseEmpty() }
        guard let root = try node(try parser.next(), depth: 0) else { return nil }
        _ = try parser.next()
        guard case .streamEnd = try parser.next() else {
            sheet.tell(
                parser.place, "A second document begins here.",
                "Remove the \"---\", or make two files.")
            return nil
        }
        return root.isMissing ? refuseEmpty() : root
    }

    /// The value of one key of the document's mapping. Reads no further.
    mutating func value(of wanted: String) throws(YAMLParser.Failure) -> YAMLNode? {
        guard case .documentStart = try parser.next(),
            case .mappingStart = try parser.next()
        else { return nil }
        while true {
            guard case .text(let key, _, _, _) = try parser.next() else { return nil }
            guard let value = try node(try parser.next(), depth: 1) else { return nil }
            if key == wanted { return value }
        }
    }

    private func refuseEmpty() -> YAMLNode? {
        sheet.tell(YAMLPlace(), "The file says nothing.", "Write rules into it, or remove it.")
        return nil
    }

    /// The value that begins with `event`. Nil when the file goes beyond a bound: then
    /// there is no use in reading on.
    private mutating func node(
        _ event: YAMLParser.Event, depth: Int
    ) throws(YAMLParser.Failure) -> YAMLNode? {
        let place = parser.place
        guard depth < YAMLDocument.largestDepth else {
            sheet.tellDepth(at: place)
            return nil
        }
        switch event {
        case .text(let text, let style, let tag, let anchor):
            let isPlain = check(tag, at: place)
            // Behind a tag that is a word in truth stands nothing.
            let text = isPlain || !text.isEmpty ? text : tag ?? text
            return keep(
                YAMLNode(content: .text(text, style), place: place, weight: 1), as: anchor)
        case .alias(let name): return alias(name, at: place)
        case .listStart(let tag, let anchor):
            check(tag, at: place)
            return keep(try list(from: place, depth: depth), as: anchor)
        case .mappingStart(let tag, let anchor):
            check(tag, at: place)
            return keep(try mapping(from: place, depth: depth), as: anchor)
        case .listEnd, .mappingEnd, .documentStart, .documentEnd, .streamEnd: return nil
        }
    }

    private mutating func list(
        from place: YAMLPlace, depth: Int
    ) throws(YAMLParser.Failure) -> YAMLNode? {
        var nodes: [YAMLNode] = []
        var weight = 1
        while true {
            let event = try parser.next()
            if case .listEnd = event {
                return YAMLNode(content: .list(nodes), place: place, weight: weight)
            }
            guard let node = try node(event, depth: depth + 1) else { return nil }
            nodes.append(node)
            weight += node.weight
        }
    }

    private mutating func mapping(
        from place: YAMLPlace, depth: Int
    ) throws(YAMLParser.Failure) -> YAMLNode? {
        var pairs: [YAMLPair] = []
        var keys = KeyBook()
        var weight = 1
        while true {
            let event = try parser.next()
            if case .mappingEnd = event {
                return YAMLNode(content: .mapping(pairs), place: place, weight: weight)
            }
            let keyPlace = parser.place
            guard let key = try node(event, depth: depth + 1),
                let value = try node(try parser.next(), depth: depth + 1)
            else { return nil }
            weight += key.weight + value.weight
            guard case .text(let name, _) = key.content else {
                sheet.tell(keyPlace, "A key is \(key.kind).", "Write a name before the colon.")
                continue
            }
            if let first = keys.add(name, at: keyPlace) {
                sheet.tell(
                    keyPlace, "The key \"\(name)\" stands in line \(first.line) already.",
                    "Remove one of the two, or put both into one.")
                continue
            }
            pairs.append(YAMLPair(key: name, place: keyPlace, value: value))
        }
    }

    private mutating func keep(_ node: YAMLNode?, as anchor: String?) -> YAMLNode? {
        if let node, let anchor { anchors[anchor] = node }
        return node
    }

    private mutating func alias(_ name: String, at place: YAMLPlace) -> YAMLNode? {
        guard let node = anchors[name] else {
            sheet.tell(
                place, "\"*\(name)\" stands for nothing: no \"&\(name)\" is before it.",
                "Put a word that begins with \"*\" in quotes.")
            // Most likely that word was meant, so one fault is enough.
            return YAMLNode(content: .text("*\(name)", .plain), place: place, weight: 1)
        }
        aliasWeight += node.weight
        guard aliasWeight <= YAMLDocument.largestAliasWeight else {
            sheet.tell(
                place,
                "Aliases stand for more than \(YAMLDocument.largestAliasWeight) values.",
                "Write a word list, and name it under \"lists\".")
            return nil
        }
        return node
    }

    /// Whether there is no tag, or one that says what is so without it.
    @discardableResult
    private func check(_ tag: String?, at place: YAMLPlace) -> Bool {
        guard let tag, tag != "!", !Self.plainTags.contains(tag) else { return true }
        sheet.tell(
            place, "\"\(tag)\" is a tag, and takes no part in rules.",
            "Put a text that begins with \"!\" in quotes; remove a tag that is meant as one.")
        return false
    }

    private static let plainTags: Set = [
        "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map",
    ]
}

/// The keys of one mapping so far. Few of them are compared one by one, which is quicker
/// than hashing.
private struct KeyBook {
    private var few: [(String, YAMLPlace)] = []
    private var many: [String: YAMLPlace] = [:]

    /// Where the key stands already, if it does.
    mutating func add(_ key: String, at place: YAMLPlace) -> YAMLPlace? {
        if !many.isEmpty {
            if let first = many[key] { return first }
            many[key] = place
            return nil
        }
        if let first = few.first(where: { $0.0 == key }) { return first.1 }
        few.append((key, place))
        if few.count > 16 { many = Dictionary(uniqueKeysWithValues: few) }
        return nil
    }
}
