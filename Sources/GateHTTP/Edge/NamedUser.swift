import Synchronization

/// The user that a call's body named. A route learns it when the door has let the call in
/// already, and what the answer tells of limits is added at the door.
final class NamedUser: Sendable {
    private let kept = Mutex<String?>(nil)

    /// The name; nil when the body has none.
    var name: String? { kept.withLock { $0 } }

    /// Notes the name.
    func note(_ name: String) { kept.withLock { $0 = name } }
}
