import GateCore

/// Writes the native verdict, as `POST /v1/moderate` answers it too, on one line. By hand:
/// an encoder takes ten times as long as judging.
enum VerdictJSON {
    /// Adds the object that `judgement` is, without a line break.
    static func write(_ judgement: TextJudgement, text: String, to bytes: inout [UInt8]) {
        add("{\"action\":\"\(judgement.action.rawValue)\",\"flagged\":", &bytes)
        add(judgement.action != .allow ? "true" : "false", &bytes)
        add(",\"matches\":", &bytes)
        add(judgement.matches, &bytes)
        add(",\"revision\":\"", &bytes)
        add(judgement.revision, &bytes)
        add("\"", &bytes)
        if !judgement.shadow.isEmpty {
            add(",\"shadow\":", &bytes)
            add(judgement.shadow, &bytes)
        }
        add(",\"text\":", &bytes)
        addQuoted(text, &bytes)
        if !judgement.undecided.isEmpty {
            add(",\"undecided\":", &bytes)
            addList(judgement.undecided, &bytes, addQuoted)
        }
        add("}", &bytes)
    }

    private static func add(_ matches: [RuleMatch], _ bytes: inout [UInt8]) {
        addList(matches, &bytes) { match, bytes in
            add("{\"action\":\"\(match.action.rawValue)\",\"category\":", &bytes)
            addQuoted(match.category, &bytes)
            add(",\"folding\":\"\(match.folding.rawValue)\"", &bytes)
            if let layers = match.layers {
                add(",\"layers\":", &bytes)
                addList(layers, &bytes, addQuoted)
            }
            if let message = match.message {
                add(",\"message\":", &bytes)
                addQuoted(message, &bytes)
            }
            add(",\"rule\":", &bytes)
            addQuoted(match.rule, &bytes)
            add(",\"severity\":\"\(match.severity.rawValue)\",\"span\":[", &bytes)
            add("\(match.span[0]),\(match.span[1])],\"term\":", &bytes)
            addQuoted(match.term, &bytes)
            add(",\"text\":", &bytes)
            addQuoted(match.text, &bytes)
            add("}", &bytes)
        }
    }

    private static func addList<Item>(
        _ items: [Item], _ bytes: inout [UInt8], _ body: (Item, inout [UInt8]) -> Void
    ) {
        add("[", &bytes)
        for (place, item) in items.enumerated() {
            if place > 0 { add(",", &bytes) }
            body(item, &bytes)
        }
        add("]", &bytes)
    }

    private static func add(_ text: String, _ bytes: inout [UInt8]) {
        bytes.append(contentsOf: text.utf8)
    }

    /// A string as RFC 8259 wants it: quotes, backslashes and control characters escaped.
    private static func addQuoted(_ text: String, _ bytes: inout [UInt8]) {
        bytes.append(0x22)
        var text = text
        text.withUTF8 { source in
            var start = 0
            for place in 0..<source.count {
                let byte = source[place]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
                bytes.append(contentsOf: source[start..<place])
                addEscaped(byte, &bytes)
                start = place + 1
            }
            bytes.append(contentsOf: source[start...])
        }
        bytes.append(0x22)
    }

    private static func addEscaped(_ byte: UInt8, _ bytes: inout [UInt8]) {
        switch byte {
        case 0x22, 0x5C: bytes += [0x5C, byte]
        case 0x0A: add("\\n", &bytes)
        case 0x0D: add("\\r", &bytes)
        case 0x09: add("\\t", &bytes)
        default:
            let digits = String(byte, radix: 16)
            add("\\u00\(digits.count == 1 ? "0" : "")\(digits)", &bytes)
        }
    }
}
