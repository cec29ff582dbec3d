/// What one rule file says.
struct RuleLayer: Sendable, Hashable {
    var rules: [Rule] = []
    /// A match of any rule of this layer inside one of these does not count.
    var unless: [Term] = []
}
