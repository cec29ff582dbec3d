import GateCore
import Logging

/// How tasks get to Discord: as many as there are slots, each until it is taken or given up.
extension TaskEngine {
    var mayListen: Bool {
        switch parts.dispatcher.health() {
        case .connected: true
        case .parked: false
        case .connecting:
            startedAt.map { parts.time.now() - $0 >= settings.listenerGrace } ?? false
        }
    }

    func fillSlots(in group: inout ThrowingDiscardingTaskGroup<any Error>) {
        guard mayListen else { return }
        var free = settings.capacity.slots - open.values.count(where: \.holdsSlot)
        // Chosen, and not yet durable as `dispatching`: those take their slot already.
        free -= sending.count { open[$0]?.status == .queued }
        for id in order where free > 0 {
            guard open[id]?.status == .queued, !sending.contains(id) else { continue }
            startSending(id, lookFirst: false, in: &group)
            free -= 1
        }
    }

    func startSending(
        _ id: TaskID, lookFirst: Bool, in group: inout ThrowingDiscardingTaskGroup<any Error>
    ) {
        sending.insert(id)
        group.addTask {
            await self.send(id, lookFirst: lookFirst)
            await self.sendingEnded(id)
        }
    }

    func sendingEnded(_ id: TaskID) {
        sending.remove(id)
        mailbox.yield(.tick)
    }

    /// Sends until it is taken, given up, or not wanted any more.
    nonisolated func send(_ id: TaskID, lookFirst: Bool) async {
        var look = lookFirst
        while !Task.isCancelled {
            do {
                if look, let nonce = await nonce(of: id),
                    try await parts.dispatcher.hasTaken(nonce: nonce)
                {
                    mailbox.yield(.taken(id))
                    return
                }
                look = false
                guard let task = await attempt(id) else { return }
                try await parts.dispatcher.send(task.job, nonce: task.links.nonce)
                mailbox.yield(.taken(id))
                return
            } catch {
                guard let next = await follow(error, id) else { return }
                look = next
            }
        }
    }

    /// Waits as the plan says.
    /// - Returns: whether to look before sending again; nil when it is given up.
    nonisolated func follow(_ error: DispatchError, _ id: TaskID) async -> Bool? {
        let step = plan.step(
            after: error, attempt: await attempts(of: id), jitter: parts.random.fraction())
        parts.log.warning(
            "an attempt to send failed",
            metadata: ["task": "\(id)", "error": "\(error)", "next": "\(step)"])
        do {
            switch step {
            case .again(let pause):
                try await parts.time.sleep(for: pause)
                return false
            case .lookFirst(let pause):
                try await parts.time.sleep(for: pause)
                return true
            case .giveUp(let failure):
                mailbox.yield(.gaveUp(id, failure))
                return nil
            }
        } catch {
            return nil  // Cancelled: the task stays `dispatching`, and the next start looks first.
        }
    }

    nonisolated func attempt(_ id: TaskID) async -> TaskRecord? {
        await ask { .attempt(id, $0) }
    }

    /// The task, durable as `dispatching`; nil when it was taken, ended or cancelled meanwhile.
    func beginAttempt(_ id: TaskID) async -> TaskRecord? {
        guard let task = open[id], task.status == .queued || task.status == .dispatching else {
            return nil
        }
        return await apply(.dispatching, to: id)
    }

    func nonce(of id: TaskID) -> String? { open[id]?.links.nonce }

    func attempts(of id: TaskID) -> Int { open[id]?.attempts ?? 1 }
}
