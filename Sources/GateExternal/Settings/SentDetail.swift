/// What may go out beside the text.
public enum SentDetail: String, Sendable, CaseIterable {
    case tenant, kind
    case endUser = "end_user"
}
