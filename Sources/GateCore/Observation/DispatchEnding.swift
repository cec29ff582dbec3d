/// How one attempt at sending a job ended.
public enum DispatchEnding: String, Sendable, CaseIterable {
    case taken, transient, permanent, parked, ambiguous

    /// What a failure counts as.
    public init(_ error: DispatchError) {
        self =
            switch error {
            case .transient: .transient
            case .permanent: .permanent
            case .parked: .parked
            case .ambiguous: .ambiguous
            }
    }
}
