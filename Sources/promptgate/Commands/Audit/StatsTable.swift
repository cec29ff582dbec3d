import GateCore

/// A report of banned prompts as a table: with bars and colours on a terminal, plain
/// elsewhere.
struct StatsTable {
    private static let barWidth = 24

    private let query: ReportQuery
    private let rows: [ReportRow]
    private let now: Timestamp
    private let style: TerminalStyle

    /// - Parameters:
    ///   - query: what was asked.
    ///   - rows: what was found.
    ///   - now: where a report without an end ends.
    ///   - style: whether it is shown on a terminal.
    init(_ query: ReportQuery, _ rows: [ReportRow], now: Timestamp, style: TerminalStyle) {
        self.query = query
        self.rows = rows
        self.now = now
        self.style = style
    }

    /// The table, without the last line's end.
    var text: String {
        guard !rows.isEmpty else { return title + "\nnone" }
        let cells = [header] + rows.map(line)
        let widths = header.indices.map { column in
            cells.map { Self.width($0[column]) }.max() ?? 0
        }
        let most = rows.map(\.count).max() ?? 1
        var lines = [title, style.bold(aligned(header, widths))]
        for (row, cells) in zip(rows, cells.dropFirst()) {
            let bar = style.isTerminal ? "  " + style.tinted(Self.bar(row.count, of: most)) : ""
            lines.append(aligned(cells, widths) + bar)
        }
        return lines.joined(separator: "\n")
    }

    private var title: String {
        let start = query.since.map { Self.minute($0) + " to " } ?? "until "
        let end = Self.minute(query.until ?? now)
        let owner = query.tenant.map { " of tenant \(Self.safe($0.rawValue))" } ?? ""
        let group = query.grouping.rawValue.replacing("_", with: " ")
        return "banned prompts\(owner) by \(group), \(start)\(end) UTC"
    }

    private var header: [String] {
        [query.grouping.rawValue.replacing("_", with: " ")]
            + (query.grouping == .endUser ? ["tenant"] : [])
            + ["count", "trend", "tenants", "last"]
    }

    private func line(_ row: ReportRow) -> [String] {
        [Self.safe(row.group)] + (row.tenant.map { [Self.safe($0.rawValue)] } ?? [])
            + [String(row.count), trend(row), String(row.tenants), Self.minute(row.lastAt)]
    }

    private func trend(_ row: ReportRow) -> String {
        guard let trend = row.trend else { return row.previous == 0 ? "new" : "-" }
        let percent = Int((trend * 100).rounded())
        return (percent > 0 ? "+" : "") + "\(percent)%"
    }

    /// Names to the left, numbers to the right.
    private func aligned(_ cells: [String], _ widths: [Int]) -> String {
        let names = cells.count - 4
        return zip(cells, widths).enumerated().map { column, cell in
            let space = String(repeating: " ", count: cell.1 - Self.width(cell.0))
            return column < names ? cell.0 + space : space + cell.0
        }.joined(separator: "  ")
    }

    /// Eighths of a character, so that small differences show.
    private static func bar(_ count: Int, of most: Int) -> String {
        let eighths = max(1, count * barWidth * 8 / max(most, 1))
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: eighths / 8) + rest
    }

    /// `2026-11-23 08:12`.
    private static func minute(_ time: Timestamp) -> String {
        String(time.iso8601.prefix(16)).replacing("T", with: " ")
    }

    /// An end user's name is anything: what would steer the terminal, or turn a line
    /// round, is shown as a mark.
    private static func safe(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(60) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate,
                .privateUse, .unassigned:
                view.append("\u{FFFD}")
            default: view.append(scalar)
            }
        }
        return String(view)
    }

    /// Columns on a terminal: two for the wide scripts of East Asia and for pictures.
    private static func width(_ text: String) -> Int {
        text.reduce(0) { sum, character in
            let value = character.unicodeScalars.first?.value ?? 0
            let isWide =
                (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value)
                || (0xAC00...0xD7A3).contains(value) || (0xF900...0xFAFF).contains(value)
                || (0xFE30...0xFE6F).contains(value) || (0xFF00...0xFF60).contains(value)
                || (0x1F300...0x1FAFF).contains(value) || (0x20000...0x3FFFD).contains(value)
            return sum + (isWide ? 2 : 1)
        }
    }
}
