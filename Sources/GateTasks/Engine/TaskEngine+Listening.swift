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
        guard let event = await event(for: signal, task) else { return }
        if let interactionID = signal.keys.interactionID, task.links.interactionID == nil {
            await apply(.acknowledged(interactionID: interactionID), to: id)
        }
        await apply(event, to: id)
    }

    func find(_ signal: TaskSignal) async -> TaskID? {
        switch correlator.match(signal.keys, among: active) {
        case .certain(let id): return id
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

    func belongsToAnother(_ signal: TaskSignal) async -> Bool {
        do {
            return try await parts.tasks.owner(
                ofMessage: signal.keys.messageID ?? "", hash: signal.keys.jobID ?? "") != nil
        } catch {
            parts.log.error("could not look up a message", metadata: ["error": "\(error)"])
            return true
        }
    }

    func event(for signal: TaskSignal, _ task: TaskRecord) async -> TaskEvent? {
        let message = signal.message
        switch signal.kind {
        case .acknowledged:
            return signal.keys.interactionID.map { .acknowledged(interactionID: $0) }
        case .waiting: return message.map { .waiting($0) }
        case .started: return message.map { .started($0) }
        case .progressed(let percent): return message.map { .progressed(percent, $0) }
        case .finished:
            guard let message else { return nil }
            return .finished(await parts.resultWork(message, task))
        case .failed(let failure): return .failed(failure, message)
        case .deleted: return .vanished
        }
    }
}
