import GateCore

/// Where a page of audit records ended, in a form that clients do not look into: the place
/// of its last row, how far down the search goes, and which search it is.
///
/// Sequence numbers only grow, so that whatever arrives after the first page stands above
/// every later one. The bounds of a span of time are worked out once and carried along.
struct AuditCursor: Sendable {
    /// The next page's rows stand before this sequence number,
    var below: Int64
    /// and not before this one.
    var lowest: Int64

    /// The text that a client gives back.
    func text(_ query: AuditQuery) -> String {
        "a"
            + [Int64(query.fingerprint), below, lowest].map { String($0, radix: 36) }
            .joined(separator: ".")
    }

    /// Reads a client's cursor; nil for none.
    /// - Throws: `Problem` (`badParameters`) for a text that no page of this search ended
    ///   with.
    static func read(_ query: AuditQuery) throws(Problem) -> AuditCursor? {
        guard let text = query.cursor else { return nil }
        let numbers = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
            .map { Int64($0, radix: 36) ?? -1 }
        guard text.hasPrefix("a"), text.utf8.count <= 48, numbers.count == 3,
            numbers.allSatisfy({ $0 >= 0 })
        else { throw refusal("must be the next_cursor of the page before") }
        guard numbers[0] == Int64(query.fingerprint) else {
            throw refusal("belongs to another search: repeat the parameters of the page before")
        }
        let cursor = AuditCursor(below: numbers[1], lowest: numbers[2])
        guard cursor.text(query) == text else {
            throw refusal("must be the next_cursor of the page before")
        }
        return cursor
    }

    private static func refusal(_ reason: String) -> Problem {
        Problem(
            .badParameters, "The cursor is not one of this listing.",
            fields: [FieldFault("cursor", reason)])
    }
}
