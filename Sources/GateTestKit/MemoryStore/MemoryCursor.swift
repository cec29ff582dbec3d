import GateCore

/// Pages through a list that only grows, newest first.
enum MemoryCursor {
    /// The index that the page before ended with.
    /// - Throws: `Problem` (`badParameters`) for a text that no page ended with.
    static func read(_ listing: String, _ text: String?) throws -> Int? {
        guard let text else { return nil }
        guard text.hasPrefix(listing), let index = Int(text.dropFirst(listing.count)), index >= 0
        else {
            throw Problem(
                .badParameters, "The cursor is not one of this listing.",
                fields: [FieldFault("cursor", "must be the next_cursor of the page before")])
        }
        return index
    }

    /// Up to `limit` elements that stand behind index `last` and are `wanted`, in order.
    static func page<Element: Sendable>(
        of elements: [Element], _ listing: String, after last: Int?, limit: Int,
        where wanted: (Element) -> Bool
    ) -> Page<Element> {
        let candidates = elements.indices.dropFirst(last.map { $0 + 1 } ?? 0)
        let places = candidates.filter { wanted(elements[$0]) }
        let shown = places.prefix(limit)
        let cursor = places.count > limit ? shown.last.map { "\(listing)\($0)" } : nil
        return Page(shown.map { elements[$0] }, nextCursor: cursor)
    }

    /// Up to `limit` elements that stand before index `end` and are `wanted`.
    static func page<Element: Sendable>(
        of elements: [Element], _ listing: String, before end: Int?, limit: Int,
        where wanted: (Element) -> Bool
    ) -> Page<Element> {
        let candidates = elements.indices.prefix(end ?? elements.count).reversed()
        let places = candidates.filter { wanted(elements[$0]) }
        let shown = places.prefix(limit)
        let cursor = places.count > limit ? shown.last.map { "\(listing)\($0)" } : nil
        return Page(shown.map { elements[$0] }, nextCursor: cursor)
    }
}
