/// What became of rule files that were read.
public enum RulesReading: String, Sendable, CaseIterable {
    /// They are in force.
    case applied
    /// They are faulty; the last good rules stay.
    case refused
    /// They wait, because other rules are pinned.
    case pinned
}
