import GateCore

/// A prompt, or what is looked for in one, made caseless. SQLite folds ASCII alone, and
/// ends a text at a NUL, behind which a prompt could hide the rest.
enum SearchText {
    static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 > 0 && $0 < 0x80 }) { return text.lowercased() }
        let whole = text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: whole)
        return String(scalars).lowercased()
    }
}
