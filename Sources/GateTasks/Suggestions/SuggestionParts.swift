import GateCore

/// What the desk for suggestions works with.
public struct SuggestionParts: Sendable {
    public let store: any SuggestionStore
    public let tenants: any TenantStore
    public let rules: any RuleSource
    public let editor: any RuleEditor
    public let notices: any NoticeWriter
    /// Called after webhooks were kept.
    public let noticesKept: @Sendable () -> Void
    public let time: any Timekeeper
    public let random: any RandomSource

    /// Gathers the parts; see the properties.
    public init(
        store: any SuggestionStore, tenants: any TenantStore, rules: any RuleSource,
        editor: any RuleEditor, notices: any NoticeWriter,
        noticesKept: @escaping @Sendable () -> Void = {}, time: any Timekeeper,
        random: any RandomSource
    ) {
        self.store = store
        self.tenants = tenants
        self.rules = rules
        self.editor = editor
        self.notices = notices
        self.noticesKept = noticesKept
        self.time = time
        self.random = random
    }
}
