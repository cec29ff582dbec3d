import GateCore

/// What the desk works with.
public struct DeskParts: Sendable {
    /// The rules and the stages that judge.
    public let rules: any RuleSource
    public let tasks: any TaskStore
    public let audit: any AuditLog
    /// For prompts that wait for a human, and strikes.
    public let review: ReviewParts
    /// Nil when Discord is not configured: then only texts are judged.
    public let discord: DiscordSide?
    /// The keyed digest of a text, in hexadecimal, for tenants whose prompts are hashed.
    public let digest: @Sendable (String) -> String
    public let time: any Timekeeper
    public let random: any RandomSource
    /// Hears of tasks that were taken.
    public let observer: any Observer

    /// What it needs to have pictures drawn.
    public struct DiscordSide: Sendable {
        public let engine: TaskEngine
        /// The accounts that draw.
        public let roster: AccountRoster
        /// Whether the trigger id goes into the prompt (`PROMPT_TAG=1`).
        public let tagsPrompt: Bool

        /// Gathers the parts; see the properties.
        public init(
            engine: TaskEngine, roster: AccountRoster, tagsPrompt: Bool = false
        ) {
            self.engine = engine
            self.roster = roster
            self.tagsPrompt = tagsPrompt
        }
    }

    /// Gathers the parts; see the properties.
    public init(
        rules: any RuleSource, tasks: any TaskStore, audit: any AuditLog,
        review: ReviewParts, discord: DiscordSide?, digest: @escaping @Sendable (String) -> String,
        time: any Timekeeper, random: any RandomSource,
        observer: any Observer = SilentObserver()
    ) {
        self.rules = rules
        self.tasks = tasks
        self.audit = audit
        self.review = review
        self.discord = discord
        self.digest = digest
        self.time = time
        self.random = random
        self.observer = observer
    }
}
