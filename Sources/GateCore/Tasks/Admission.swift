/// Whether a task found a place.
public enum Admission: Hashable, Sendable {
    /// It is durable. `position` tasks must end before it can start; 0 means that a slot is
    /// free for it.
    case admitted(position: Int)
    /// Slots and wait queue are full; nothing but the audit record was kept.
    case full
}
