import GateCore
import Logging

/// What the engine makes of what the listener hears.
extension TaskEngine {
    func hear(_ signal: TaskSignal) async {
        guard let id = await find(signal), let task = open[id] else { return }
        if case .deleted = signal.kind, let result = unclaimed.claim(for: task) {
            return await hear(result, task)
        }
        await hear(signal, task)
    }

    func hear(_ signal: TaskSignal, _ task: TaskRecord) async {
        let id = task.id
        if case .asked(let dialogue) = signal.kind { return await hear(dialogue, task) }
        guard let event = event(for: signal, task) else { return }
        if let interactionID = signal.keys.interactionID, task.links.interactionID == nil {
            await apply(.acknowledged(interactionID: interactionID), to: id)
        }
        if case .finished(let message) = event {
            finishing[id] = message.messageID
            results.append((message, task))
        } else {
            await apply(event, to: id)
        }
    }

    /// Lets the stages work on results beside everything else: one that fetches pictures
    /// must not hold up the other tasks. What Discord tells of such a task meanwhile, its
    /// progress message being gone for one, changes nothing.
    func startResultWork(in group: inout ThrowingDiscardingTaskGroup<any Error>) {
        for (message, task) in results {
            group.addTask { [parts, mailbox] in
                mailbox.yield(.worked(task.id, await parts.resultWork(message, task)))
            }
        }
        results = []
    }

    func find(_ signal: TaskSignal) async -> TaskID? {
        // Told again, it would be likely to be another task's with the same prompt.
        if let message = signal.keys.messageID, finishing.values.contains(message) { return nil }
        switch correlator.match(signal.keys, among: active(for: signal)) {
        case .certain(let id):
            // Read back after a gap, the answer to an earlier press of the same button too.
            return await isKnownResult(signal) ? nil : id
        case .likely(let id):
            // Read back after a gap, an older message with the same prompt looks alike.
            return await belongsToAnother(signal) ? nil : id
        case .ambiguous:
            parts.log.warning(
                "a message could be about several tasks",
                metadata: ["message": "\(signal.keys.messageID ?? "none")"])
            unclaimed.keep(signal)
            return nil
        case .none: return nil
        }
    }

    /// The tasks that the account which saw the signal may be working on: what another account
    /// hears in its own channel is never about them.
    func active(for signal: TaskSignal) -> [TaskRecord] {
        guard let account = signal.account else { return active }
        return active.filter { $0.sender == account }
    }

    /// Whether the message is the result of a task that has finished. Where that cannot be
    /// told it is not: a result that is certain must not be lost.
    private func isKnownResult(_ signal: TaskSignal) async -> Bool {
        guard case .finished = signal.kind, let message = signal.keys.messageID else {
            return false
        }
        return await hasOwner(message: message, hash: "") ?? false
    }

    func belongsToAnother(_ signal: TaskSignal) async -> Bool {
        await hasOwner(message: signal.keys.messageID ?? "", hash: signal.keys.jobID ?? "") ?? true
    }

    /// Nil when the store cannot tell.
    private func hasOwner(message: String, hash: String) async -> Bool? {
        do {
            return try await parts.tasks.owner(ofMessage: message, hash: hash) != nil
        } catch {
            parts.log.error("could not look up a message", metadata: ["error": "\(error)"])
            return nil
        }
    }

    func event(for signal: TaskSignal, _ task: TaskRecord) -> TaskEvent? {
        let message = signal.message
        switch signal.kind {
        case .acknowledged:
            return signal.keys.interactionID.map { .acknowledged(interactionID: $0) }
        case .asked: return nil
        // Words end what asked for words; before a picture they are a first sign.
        case .told:
            return message.map { task.job.kind.isQuestion ? .finished($0) : .started($0) }
        case .waiting: return message.map { .waiting($0) }
        case .started: return message.map { .started($0) }
        case .progressed(let percent): return message.map { .progressed(percent, $0) }
        case .finished: return message.map { .finished($0) }
        case .failed(let failure): return .failed(failure, message)
        case .deleted: return .vanished
        }
    }
}
