/// Says what libyaml says so that somebody who never read YAML's grammar can mend it.
struct YAMLSyntaxFault {
    private let failure: YAMLParser.Failure
    private let bytes: ArraySlice<UInt8>

    /// - Parameter bytes: the document.
    init(_ failure: YAMLParser.Failure, in bytes: ArraySlice<UInt8>) {
        self.failure = failure
        self.bytes = bytes
    }

    /// Notes the fault.
    func tell(_ sheet: FaultSheet) {
        switch failure.place {
        case .byte(let offset): tellUnreadable(offset, sheet)
        case .mark(let place) where failure.problem.hasPrefix("Maximum nesting level"):
            sheet.tellDepth(at: place)
        case .mark(let mark):
            let place = YAMLSource(bytes).withinText(mark)
            let context = failure.context.map { ", \($0.doing) from line \($0.line) on" } ?? ""
            sheet.tell(
                place, "This is no YAML: \(failure.problem)\(context).", remedy(at: place))
        }
    }

    private func tellUnreadable(_ offset: Int, _ sheet: FaultSheet) {
        let place = place(ofByte: offset)
        if failure.problem.contains("control characters") {
            sheet.tell(place, "An invisible control character stands here.", "Remove it.")
        } else {
            sheet.tell(place, "The file is not UTF-8.", "Save the file as UTF-8.")
        }
    }

    private func place(ofByte offset: Int) -> YAMLPlace {
        let before = bytes.prefix(offset)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1
        return YAMLPlace(line: line, column: column)
    }

    private func remedy(at place: YAMLPlace) -> String {
        let source = YAMLSource(bytes)
        switch failure.problem {
        case let problem where problem.contains("tab character"):
            return "Indent with spaces, not with tabs."
        case "found character that cannot start any token":
            if source.scalar(at: place) == "\t" { return "Indent with spaces, not with tabs." }
            return "Put the text that begins here in quotes."
        case "mapping values are not allowed in this context":
            return "Put a text that holds a colon in quotes; check the indentation."
        case "found unknown escape character":
            return "Write patterns in single quotes: in double quotes \"\\\" has another meaning."
        case "could not find expected ':'":
            return "Write a colon and a space behind the key; check the indentation."
        case "found unexpected end of stream": return "Close the quotes."
        default:
            if source.line(place.line).first(where: { $0 != " " }) == "\t" {
                return "Indent with spaces, not with tabs."
            }
            return "Check the indentation, the quotes and the brackets up to here."
        }
    }
}
