/// A PCRE2 pattern as a pack gives it, without slashes.
struct PatternEntry {
    private let pattern: String

    init(_ pattern: String) { self.pattern = pattern }

    /// The pattern as a term.
    func term() throws(EntryFault) -> Term {
        guard !pattern.isEmpty else {
            throw EntryFault(column: 1, message: "The pattern is empty.", remedy: "Write one.")
        }
        try refuseControls()
        try check()
        return Term(written: pattern, form: .pattern(pattern))
    }

    private func refuseControls() throws(EntryFault) {
        let isSpread = pattern.hasPrefix("(?x")
        for (place, scalar) in pattern.unicodeScalars.enumerated() {
            switch scalar {
            case "\u{8}", "\u{7}", "\u{1B}", "\u{B}", "\u{C}", "\0":
                throw EntryFault(
                    column: place + 1,
                    message: "The pattern holds a control character.",
                    remedy: "Write it in single quotes: in double quotes YAML takes \"\\b\" "
                        + "for a backspace.")
            case "\n" where !isSpread, "\r" where !isSpread:
                throw EntryFault(
                    column: place + 1, message: "The pattern goes over several lines.",
                    remedy: "Begin it with \"(?x)\", which passes over white space.")
            default: continue
            }
        }
    }

    private func check() throws(EntryFault) {
        guard try compiled().canMatchEmpty else { return try checkCost() }
        throw EntryFault(
            column: 1, message: "The pattern can match the empty string.",
            remedy: "Make a part of it required.")
    }

    private func compiled() throws(EntryFault) -> PatternCode {
        do {
            return try PatternCode(pattern, for: .search, isJIT: false)
        } catch {
            let before = String(decoding: Array(pattern.utf8.prefix(error.offset)), as: UTF8.self)
            throw EntryFault(
                column: before.unicodeScalars.count + 1,
                message: "The pattern does not compile: \(error.message).",
                remedy: "Write it as PCRE2 wants it.")
        }
    }

    private func checkCost() throws(EntryFault) {
        guard let fault = PatternCost.fault(of: pattern) else { return }
        throw EntryFault(column: 1, message: fault.message, remedy: fault.remedy)
    }
}
