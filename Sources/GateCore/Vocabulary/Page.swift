/// One page of a listing.
public struct Page<Element: Sendable>: Sendable {
    public let elements: [Element]
    /// What to ask the next page with; nil on the last one.
    public let nextCursor: String?

    /// Describes one page; see the properties.
    public init(_ elements: [Element], nextCursor: String?) {
        self.elements = elements
        self.nextCursor = nextCursor
    }
}
