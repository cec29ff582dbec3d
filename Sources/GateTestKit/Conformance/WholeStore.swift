import GateCore

/// Every role of a store in one: what the conformance checks run on, because a promise of
/// one role can often be seen only through another.
public typealias WholeStore = TenantStore & TaskStore & AuditLog & QuotaLedger & NoticeStore
    & HeldStore & StrikeLedger & SuggestionStore & ImageStore & DeliveryStore
