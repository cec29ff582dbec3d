/// Memory of a fixed size for the inner loops, which have no time for bounds checks.
///
/// `@unchecked Sendable`: only written before it is shared.
final class Table<Element: BitwiseCopyable>: @unchecked Sendable {
    let base: UnsafeMutablePointer<Element>
    let count: Int

    /// - Parameters:
    ///   - count: how many elements, at least one.
    ///   - value: what each is at first.
    init(repeating value: Element, count: Int) {
        self.count = max(count, 1)
        base = .allocate(capacity: self.count)
        base.initialize(repeating: value, count: self.count)
    }

    /// A copy of `elements`.
    convenience init(_ elements: [Element], orElse value: Element) {
        self.init(repeating: value, count: elements.count)
        for (place, element) in elements.enumerated() { base[place] = element }
    }

    deinit { base.deallocate() }
}
