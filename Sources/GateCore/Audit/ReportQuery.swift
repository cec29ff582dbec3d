/// What a report of banned prompts is asked for.
public struct ReportQuery: Hashable, Sendable {
    /// More groups than anyone reads; it bounds an answer's size.
    public static let largestLimit = 1000

    public var grouping: ReportGrouping
    /// One tenant's prompts alone.
    public var tenant: TenantID?
    /// From here on.
    public var since: Timestamp?
    /// Before here.
    public var until: Timestamp?
    /// From here on and before `since` is the period that counts are compared with; nil
    /// compares them with nothing. Groups that are stretches of time need none.
    public var comparedSince: Timestamp?
    /// How many groups at most.
    public var limit: Int

    /// Everything so far, by `grouping`.
    public init(_ grouping: ReportGrouping, limit: Int = ReportQuery.largestLimit) {
        self.grouping = grouping
        self.limit = min(max(limit, 1), Self.largestLimit)
    }

    /// Compares with as much time before `since` as the report covers; a report without
    /// a beginning has nothing before it.
    ///
    /// - Parameter now: where a report without an end ends.
    public mutating func compareWithPeriodBefore(now: Timestamp) {
        guard let since else { return comparedSince = nil }
        let length = max((until ?? now).milliseconds - since.milliseconds, 0)
        comparedSince = Timestamp(milliseconds: since.milliseconds - length)
    }
}
