import GateCore

/// Where a page ended: the place of its last row in a listing, in a form that clients do
/// not look into.
struct Cursor {
    /// The listing it belongs to; another's cursor is refused.
    enum Listing: String {
        case tasks = "t"
        case held = "h"
        case suggestions = "s"
        case deliveries = "d"
    }

    /// The last row's sequence number.
    let sequence: Int64

    /// The text that a client gives back.
    static func text(_ listing: Listing, after sequence: Int64) -> String {
        listing.rawValue + String(sequence, radix: 36)
    }

    /// Reads a client's cursor; nil for none.
    /// - Throws: `Problem` (`badParameters`) for a text that no page ended with.
    static func read(_ listing: Listing, _ text: String?) throws -> Cursor? {
        guard let text else { return nil }
        guard text.hasPrefix(listing.rawValue), text.utf8.count <= 16,
            let sequence = Int64(text.dropFirst(), radix: 36), sequence > 0
        else {
            throw Problem(
                .badParameters, "The cursor is not one of this listing.",
                fields: [FieldFault("cursor", "must be the next_cursor of the page before")])
        }
        return Cursor(sequence: sequence)
    }
}
