/// One line of comma-separated values (RFC 4180), safe to open in a spreadsheet.
enum CSVLine {
    /// The cells as a line, with its line end.
    static func text(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// A cell that begins like a formula gets an apostrophe before it: a prompt in an
    /// export must not run when an admin opens the export (OWASP, "CSV Injection").
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map {
            "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0)
        }
        let safe = isFormula == true ? "'" + text : text
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
