import GateCore

/// Writes webhooks in the words of `midjourney-api`'s callback (see `ResultBody`).
///
/// A tenant is told when a prompt waits for a human and when that is decided, when the
/// image bot begins, of its progress, and of the end, once each; not of what happens
/// between this gateway and Discord.
public struct WebhookWriter: NoticeWriter {
    private let defaultURL: String?
    private let random: any RandomSource
    private let time: any Timekeeper

    /// - Parameters:
    ///   - defaultURL: for tenants that have no callback address (`CALLBACK_URL`).
    ///   - random: makes the webhooks' ids.
    ///   - time: stamps them.
    public init(defaultURL: String?, random: any RandomSource, time: any Timekeeper) {
        self.defaultURL = defaultURL
        self.random = random
        self.time = time
    }

    public func notice(for task: TaskRecord, after event: TaskEvent, tenant: Tenant) -> Notice? {
        // A permission that was withdrawn meanwhile counts for what is told from now on.
        let own = tenant.callbackOverride == true ? task.callbackURL : nil
        guard let url = own ?? tenant.callbackURL ?? defaultURL, tells(event),
            let type = type(of: event, task)
        else { return nil }
        return Notice(
            id: NoticeID("msg_\(random.token(27))"), tenant: task.tenant, task: task.id,
            type: type, url: url, isOwnAddress: own.map { _ in true },
            body: ResultBody.json(for: task, type: type).text,
            createdAt: time.wall())
    }

    public func notice(for suggestion: Suggestion, tenant: Tenant) -> Notice? {
        guard let url = tenant.callbackURL ?? defaultURL else { return nil }
        return Notice(
            id: NoticeID("msg_\(random.token(27))"), tenant: suggestion.tenant, task: nil,
            type: .text, url: url, body: SuggestionBody.notice(of: suggestion).text,
            createdAt: time.wall())
    }

    /// The first progress is 0 %: the task looks as it did at its start, and is told on.
    private func type(of event: TaskEvent, _ task: TaskRecord) -> NoticeType? {
        switch event {
        case .progressed: return .generating
        // The prompt that waited goes on: its tenant waits no longer.
        case .approved: return .start
        default: return NoticeType(of: task)
        }
    }

    /// The image bot's own queue (`waiting`) is not told: `midjourney-api` sent nothing
    /// before `start`, and its users may take any first word for a start.
    private func tells(_ event: TaskEvent) -> Bool {
        switch event {
        case .held, .approved, .denied: true
        case .started, .progressed, .finished, .failed, .expired, .cancelled: true
        case .dispatching, .submitted, .acknowledged, .asked, .unopened, .returned, .waiting,
            .vanished, .released:
            false
        }
    }
}
