/// One line of comma-separated values (RFC 4180), safe to open in a spreadsheet.
enum CSVLine {
    /// The texts as a line, with its line end.
    static func text(_ cells: [String]) -> String { line(cells.map(cell)) }

    /// Cells that are written already, as a line, with its line end.
    static func line(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

    /// A text as a cell. One that begins like a formula gets an apostrophe before it: a
    /// prompt in an export must not run when an admin opens the export (OWASP, "CSV
    /// Injection").
    static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map {
            "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0)
        }
        let safe = isFormula == true ? "'" + text : text
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
