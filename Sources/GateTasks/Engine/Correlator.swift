import GateCore

/// Tells which task a signal is about, by the strongest key that both know.
///
/// No id is put into the prompt for this (it would change the picture, and trips the
/// image bot's moderator). Two tasks may share a prompt, so a prompt decides only where
/// one task alone could be meant.
public struct Correlator: Sendable {
    /// Which task it is, and how that is known.
    public enum Match: Hashable, Sendable {
        /// By a key that no two tasks share.
        case certain(TaskID)
        /// By the prompt alone: nothing else spoke against it.
        case likely(TaskID)
        /// Several tasks could be meant, by the prompt alone.
        case ambiguous
        case none
    }

    /// How much the two clocks may differ.
    private static let skew = Duration.seconds(10)

    public init() {}

    /// Finds the task among `tasks`: those that Discord may be working on, oldest first.
    public func match(_ keys: SignalKeys, among tasks: [TaskRecord]) -> Match {
        if let task = byIdentity(keys, tasks) ?? byReference(keys, tasks) {
            return .certain(task.id)
        }
        let meant = byPrompt(keys, tasks)
        guard let first = meant.first else { return .none }
        return meant.count == 1 ? .likely(first.id) : .ambiguous
    }

    private func byIdentity(_ keys: SignalKeys, _ tasks: [TaskRecord]) -> TaskRecord? {
        func first<Key: Equatable>(_ key: Key?, _ of: (TaskRecord) -> Key?) -> TaskRecord? {
            guard let key else { return nil }
            return tasks.first { of($0) == key }
        }
        return first(keys.nonce) { $0.links.nonce }
            ?? first(keys.interactionID) { $0.links.interactionID }
            ?? first(keys.messageID) { $0.links.progressMessageID }
            ?? first(keys.jobID) { $0.links.jobID }
            ?? first(keys.referencedMessageID) { $0.links.progressMessageID }
    }

    /// The button of a message was pressed: two presses of the same button want the same
    /// thing, so the older one takes the first answer.
    private func byReference(_ keys: SignalKeys, _ tasks: [TaskRecord]) -> TaskRecord? {
        guard let reference = keys.referencedMessageID else { return nil }
        let pressed = tasks.filter { task in
            task.job.messageID == reference && couldBe(task, keys)
        }
        return pressed.first { $0.job.kind.isFollowUp && keys.kinds.contains($0.job.leadsTo) }
            ?? (pressed.count == 1 ? pressed.first : nil)
    }

    private func byPrompt(_ keys: SignalKeys, _ tasks: [TaskRecord]) -> [TaskRecord] {
        guard let prompt = keys.prompt, !prompt.isEmpty else { return [] }
        return tasks.filter { task in
            keys.kinds.contains(task.job.leadsTo) && couldBe(task, keys)
                && task.job.echoes(prompt)
        }
    }

    /// Whether nothing that both sides know speaks against the task.
    private func couldBe(_ task: TaskRecord, _ keys: SignalKeys) -> Bool {
        func agree<Key: Equatable>(_ left: Key?, _ right: Key?) -> Bool {
            guard let left, let right else { return true }
            return left == right
        }
        return agree(task.links.nonce, keys.nonce)
            && agree(task.links.interactionID, keys.interactionID)
            && agree(task.links.jobID, keys.jobID)
            && (task.job.index == nil || agree(task.job.index, keys.index))
            && !isOlder(keys.messageID, than: task)
    }

    /// Whether the message was there before the task: read back or replayed, the message of an
    /// earlier task with the same prompt looks alike. Ids that are off by days hold no time.
    private func isOlder(_ message: String?, than task: TaskRecord) -> Bool {
        guard let at = message.flatMap(Snowflake.init)?.time else { return false }
        let age = task.createdAt - at
        return age > Self.skew && age < .seconds(86_400)
    }
}

extension Job {
    /// Whether a message that shows `prompt` may be about this job.
    fileprivate func echoes(_ echo: String) -> Bool {
        switch leadsTo {
        case .imagine, .customZoom:
            guard let prompt else { return false }
            return PromptEcho.normalised(prompt) == PromptEcho.normalised(echo)
        case .describe:
            guard let name = uploadFilename?.split(separator: "/").last else { return false }
            return name.split(separator: ".").first.map(String.init) == echo
        // Of a blend it shows the pictures' links alone.
        case .blend: return PromptEcho.normalised(echo).isEmpty
        default: return false
        }
    }
}
