/// How many suggestions may wait for an admin.
public enum SuggestionLimits {
    /// A tenant's own that are open at once.
    public static let openOfTenant = 100
    /// Those that the image bot's refusals of a tenant's prompts make. Further ones are
    /// left out: the task tells of the refusal all the same.
    public static let openOfMidjourney = 200

    /// How many of a source may be open for one tenant.
    public static func open(_ source: SuggestionSource) -> Int {
        switch source {
        case .tenant: openOfTenant
        case .midjourney: openOfMidjourney
        }
    }
}
