/// What a key may do.
public enum KeyScope: String, Sendable, Codable {
    /// Call for one tenant.
    case tenant
    /// Everything.
    case admin
}
