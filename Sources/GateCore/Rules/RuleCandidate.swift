/// Rules that are not in force, to be tried.
public enum RuleCandidate: Hashable, Sendable {
    /// One rule, with the keys that a rule has in a pack. It takes the place of the rule
    /// with its id, if there is one.
    case rule(JSONValue)
    /// The text of a pack. It takes the place of the pack of its name, if there is one.
    case pack(String)
}
