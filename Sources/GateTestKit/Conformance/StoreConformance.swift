/// The promises of all store roles.
public enum StoreConformance {
    /// Each runs on a fresh store.
    public static let checks =
        TenantStoreConformance.checks + TaskStoreConformance.checks
        + TaskListingConformance.checks + AuditLogConformance.checks
        + BannedPromptsConformance.checks + QuotaLedgerConformance.checks
        + NoticeStoreConformance.checks + HeldStoreConformance.checks
        + StrikeLedgerConformance.checks + SuggestionStoreConformance.checks
        + ImageStoreConformance.checks + AuditErasureConformance.checks
        + DeliveryStoreConformance.checks
}
