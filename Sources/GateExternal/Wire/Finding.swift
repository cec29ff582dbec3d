import GateCore

/// What a service said of one text. It holds none of the service's own sentences, which
/// could repeat the prompt in places where no prompt belongs.
struct Finding: Hashable, Sendable {
    /// One thing that was found.
    struct Spot: Hashable, Sendable {
        /// The service's name for it.
        let category: String
        /// The service's rule, where it has such.
        var rule: String?
        var severity = RuleSeverity.high
        /// What the service would do about it.
        var action: RuleAction?
        /// Where, in code points of the text; nil for the text as a whole.
        var span: Range<Int>?
        var folding = Folding.exact
    }

    /// Kept of one answer.
    static let mostSpots = 50

    let isHit: Bool
    /// What the service would do, where it says so.
    var action: RuleAction?
    var spots: [Spot] = []
    /// The text as the service would let it through.
    var replacement: String?

    /// Nothing was found.
    static let clear = Finding(isHit: false)

    /// - Parameters:
    ///   - isHit: whether something was found.
    ///   - action: what the service would do.
    ///   - spots: what was found; at most `mostSpots` are kept.
    ///   - replacement: the text as the service would let it through.
    init(
        isHit: Bool, action: RuleAction? = nil, spots: [Spot] = [], replacement: String? = nil
    ) {
        self.isHit = isHit
        self.action = action
        self.spots = Array(spots.prefix(Self.mostSpots))
        self.replacement = replacement
    }

    /// - Parameter categories: what was found, somewhere in the text.
    init(isHit: Bool, categories: [String]) {
        self.init(
            isHit: isHit, spots: categories.compactMap(Label.init).map { Spot(category: $0.text) })
    }
}
