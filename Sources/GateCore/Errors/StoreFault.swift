/// Why a store cannot keep new work.
public enum StoreFault: String, Sendable, CaseIterable {
    /// Its disk is full, but for what is kept free for work under way.
    case full
    /// Its last write failed.
    case failing
}
