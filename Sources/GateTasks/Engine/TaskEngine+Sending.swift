import GateCore
import Logging

/// How tasks get to Discord: as many as there are slots, each until it is taken or given up.
extension TaskEngine {
    func fillSlots(in group: inout ThrowingDiscardingTaskGroup<any Error>) {
        guard !isDraining else { return }
        var accounts = standings
        for id in open.order {
            guard accounts.contains(where: \.hasRoom) else { return }
            guard let task = open[id], task.status == .queued, !sending.contains(id),
                case .account(let account) = LeastBusy(accounts).choice(for: task.accountWish)
            else { continue }
            open.replace(task.placed(on: account))
            startSending(id, lookFirst: false, in: &group)
            accounts = accounts.map { $0.id == account ? $0.busier : $0 }
        }
    }

    func startSending(
        _ id: TaskID, lookFirst: Bool, in group: inout ThrowingDiscardingTaskGroup<any Error>
    ) {
        sending.insert(id)
        let exchange = open[id]?.exchange
        group.addTask {
            await CurrentTask.$id.withValue(id) {
                await CurrentDecision.$id.withValue(exchange) {
                    await self.send(id, lookFirst: lookFirst)
                }
            }
            await self.sendingEnded(id)
        }
    }

    func sendingEnded(_ id: TaskID) {
        sending.remove(id)
        posting.remove(id)
        mailbox.yield(.tick)
    }

    /// Sends until it is taken, given up, or not wanted any more.
    nonisolated func send(_ id: TaskID, lookFirst: Bool) async {
        guard let nonce = await nonce(of: id) else { return }
        var course = SendingCourse(isOpen: lookFirst)
        // What was on its way when the process ended may still come to be seen.
        if lookFirst, await !sleeps(settings.recoveryPause) { return }
        while !Task.isCancelled {
            do {
                if course.isOpen {
                    if try await isTaken(id, as: nonce) { return taken(id, nonce) }
                    if let failure = course.ending { return gaveUp(id, failure, nonce) }
                    course.isOpen = false
                }
                guard let task = await attempt(id) else { return }
                guard let dispatcher = await dispatcher(of: id) else { return }
                try await dispatcher.send(task.job, nonce: nonce)
                return taken(id, nonce)
            } catch {
                let goesOn =
                    course.isOpen
                    ? await lookAgain(after: error, id, &course)
                    : await follow(error, id, nonce, &course)
                guard goesOn else { return }
            }
        }
    }

    private nonisolated func taken(_ id: TaskID, _ nonce: String) {
        mailbox.yield(.taken(id, nonce: nonce))
    }

    private nonisolated func gaveUp(_ id: TaskID, _ failure: TaskFailure, _ nonce: String) {
        mailbox.yield(.gaveUp(id, failure, nonce: nonce))
    }

    /// Waits as the plan says.
    /// - Returns: whether to go on.
    private nonisolated func follow(
        _ error: DispatchError, _ id: TaskID, _ nonce: String, _ course: inout SendingCourse
    ) async -> Bool {
        await posted(id)
        let step = plan.step(
            after: error, attempt: await attempts(of: id), waits: course.waits,
            jitter: parts.random.fraction())
        if case .transient(_, _?) = error { course.waits += 1 }
        parts.log.warning(
            "an attempt to send failed",
            metadata: ["task": "\(id)", "error": "\(error)", "next": "\(step)"])
        switch step {
        case .passOn(let failure):
            mailbox.yield(.refused(id, failure, nonce: nonce))
            return false
        case .again(let pause): return await sleeps(pause)
        case .lookFirst(let pause):
            course.isOpen = true
            return await sleeps(pause)
        case .lookLast(let pause, let failure):
            course.isOpen = true
            course.ending = failure
            return await sleeps(pause)
        case .giveUp(let failure):
            gaveUp(id, failure, nonce)
            return false
        }
    }

    /// A look that failed tells nothing, so nothing is sent: it is done again, until the task's
    /// own deadline ends it. While the account is parked, only the listener can tell.
    private nonisolated func lookAgain(
        after error: DispatchError, _ id: TaskID, _ course: inout SendingCourse
    ) async -> Bool {
        course.failedLooks += 1
        parts.log.warning(
            "looking for a job in the channel failed",
            metadata: ["task": "\(id)", "error": "\(error)"])
        if case .parked = error { return false }
        let pause = plan.pause(
            afterLook: error, failures: course.failedLooks, jitter: parts.random.fraction())
        guard await sleeps(pause) else { return false }
        return await isDispatching(id)
    }

    /// - Returns: false when cancelled: the task stays `dispatching`, and the next start looks
    ///   first.
    private nonisolated func sleeps(_ pause: Duration) async -> Bool {
        do {
            if pause > .zero { try await parts.time.sleep(for: pause) }
            return true
        } catch {
            return false
        }
    }

    private func isDispatching(_ id: TaskID) -> Bool { open[id]?.status == .dispatching }

    nonisolated func attempt(_ id: TaskID) async -> TaskRecord? {
        await ask { .attempt(id, $0) }
    }

    /// The task, durable as `dispatching`; nil when it was taken, ended or cancelled meanwhile.
    func beginAttempt(_ id: TaskID) async -> TaskRecord? {
        // What was asked after a press shows that the press was taken.
        guard !isDraining, let task = open[id], dialogues[id] == nil,
            task.status == .queued || task.status == .dispatching
        else { return nil }
        if task.status == .dispatching, task.links.interactionID != nil {
            // Discord named the interaction: it was taken, whatever became of the answer.
            await apply(.submitted, to: id)
            return nil
        }
        let begun = await apply(.dispatching, to: id)
        if begun != nil { posting.insert(id) }
        return begun
    }

    func nonce(of id: TaskID) -> String? { open[id]?.links.nonce }

    func attempts(of id: TaskID) -> Int { open[id]?.attempts ?? 1 }
}
