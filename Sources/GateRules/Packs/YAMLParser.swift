import CYaml

/// libyaml at work on one document: gives its events one by one.
///
/// Yams' own tree of nodes costs ten times what the events do, and guesses types.
final class YAMLParser {
    /// What libyaml found next.
    enum Event {
        case text(String, YAMLTextStyle, tag: String?, anchor: String?)
        case alias(String)
        case listStart(tag: String?, anchor: String?)
        case listEnd
        case mappingStart(tag: String?, anchor: String?)
        case mappingEnd
        case documentStart
        case documentEnd
        case streamEnd
    }

    /// Why libyaml cannot go on.
    struct Failure: Error {
        enum Place {
            case mark(YAMLPlace)
            /// What the reader cannot read is told by its place in the bytes.
            case byte(Int)
        }

        /// libyaml's own words.
        let problem: String
        let place: Place
        /// What libyaml was doing, and the line where that began.
        var context: (doing: String, line: Int)?
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// Where the last event begins.
    private(set) var place = YAMLPlace()
    /// Where the last event begins and ends, in code points of the document.
    private(set) var extent = 0..<0
    /// Whether the last event began a list or mapping in brackets.
    private(set) var isFlow = false

    /// - Parameter bytes: UTF-8 without a byte order mark, alive as long as the parser.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event.
    func next() throws(Failure) -> Event {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
            defer { yaml_event_delete(&event) }
            place = Self.place(event.start_mark)
            let start = Int(event.start_mark.index)
            extent = start..<max(start, Int(event.end_mark.index))
            isFlow = Self.isFlow(event)
            if let known = Self.event(event) { return known }
        }
    }

    /// Nil for the start of the stream, and should libyaml ever learn new kinds.
    private static func event(_ event: yaml_event_t) -> Event? {
        switch event.type {
        case YAML_SCALAR_EVENT: scalar(event)
        case YAML_ALIAS_EVENT: .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_START_EVENT:
            .listStart(
                tag: text(event.data.sequence_start.tag),
                anchor: text(event.data.sequence_start.anchor))
        case YAML_SEQUENCE_END_EVENT: .listEnd
        case YAML_MAPPING_START_EVENT:
            .mappingStart(
                tag: text(event.data.mapping_start.tag),
                anchor: text(event.data.mapping_start.anchor))
        case YAML_MAPPING_END_EVENT: .mappingEnd
        case YAML_DOCUMENT_START_EVENT: .documentStart
        case YAML_DOCUMENT_END_EVENT: .documentEnd
        case YAML_STREAM_END_EVENT: .streamEnd
        default: nil
        }
    }

    private static func isFlow(_ event: yaml_event_t) -> Bool {
        switch event.type {
        case YAML_SEQUENCE_START_EVENT:
            event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
        case YAML_MAPPING_START_EVENT:
            event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
        default: false
        }
    }

    private static func scalar(_ event: yaml_event_t) -> Event {
        let scalar = event.data.scalar
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let style: YAMLTextStyle =
            switch scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
        return .text(
            String(decoding: bytes, as: UTF8.self), style, tag: text(scalar.tag),
            anchor: text(scalar.anchor))
    }

    private static func text(_ bytes: UnsafePointer<UInt8>?) -> String? {
        bytes.map { String(cString: $0) }
    }

    private static func place(_ mark: yaml_mark_t) -> YAMLPlace {
        YAMLPlace(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private func failure() -> Failure {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "out of memory"
        switch state.error {
        case YAML_READER_ERROR:
            return Failure(problem: problem, place: .byte(Int(state.problem_offset)))
        case YAML_SCANNER_ERROR, YAML_PARSER_ERROR:
            let context = state.context.map { String(cString: $0) }
            return Failure(
                problem: problem, place: .mark(Self.place(state.problem_mark)),
                context: context.map { ($0, Self.place(state.context_mark).line) })
        default: return Failure(problem: problem, place: .mark(YAMLPlace()))
        }
    }
}
