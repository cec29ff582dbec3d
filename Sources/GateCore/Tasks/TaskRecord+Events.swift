extension TaskRecord {
    /// The task after `event`, or nil when the event changes nothing: a terminal task
    /// stays as it is, progress never goes back, a repeated event is no event, what was
    /// never sent has no news, and nothing expires before its deadline.
    ///
    /// Pure: the same record, event and time give the same answer.
    public func applying(
        _ event: TaskEvent, at now: Timestamp, patience: TaskPatience
    ) -> TaskRecord? {
        guard !status.isTerminal else { return nil }
        var next = self
        guard next.take(event, now, patience), next != self else { return nil }
        next.version += 1
        next.updatedAt = now
        next.keepMoment()
        return next
    }

    private mutating func take(
        _ event: TaskEvent, _ now: Timestamp, _ patience: TaskPatience
    ) -> Bool {
        switch event {
        case .held(let hold):
            guard status == .held else { return false }
            self.hold = hold
        case .approved:
            guard status == .held, let hold, hold.until > now else { return false }
            status = .queued
        case .denied(let reason):
            guard status == .held else { return false }
            failure = TaskFailure(.bannedPrompt, reason, banned: true)
            end(.banned)
        case .dispatching:
            guard status == .queued || status == .dispatching else { return false }
            status = .dispatching
            attempts += 1
            deadline = now + patience.silence
        case .submitted:
            guard status == .dispatching else { return false }
            status = .submitted
            deadline = now + (awaitsDialogue ? patience.dialogue : patience.silence)
        case .acknowledged(let interactionID):
            guard status.isActive else { return false }
            links.interactionID = interactionID
        case .asked(let dialogue, let nonce):
            guard status.isActive, job.dialogue == nil else { return false }
            job = job.answering(dialogue)
            redispatch(.dispatching, nonce)
            attempts = 0
            deadline = now + patience.silence
        case .unopened(let nonce):
            guard awaitsDialogue else { return false }
            redispatch(.queued, nonce)
        case .returned(let nonce):
            guard status == .dispatching, job.dialogue == nil else { return false }
            redispatch(.queued, nonce)
            account = nil
        case .waiting(let message):
            guard status.isActive else { return false }
            note(message)
            if status == .dispatching { status = .submitted }
            vanished = false
            deadline = now + patience.upstreamQueue
        case .started(let message):
            // The first message comes empty and is edited: one start, not two.
            guard status.isActive, status != .running || vanished else { return false }
            advance(to: 0, message, now, patience)
        case .progressed(let percent, let message):
            guard status.isActive, status != .running || percent >= progress else { return false }
            advance(to: min(max(percent, 0), 100), message, now, patience)
        case .finished(let message):
            guard status.isActive else { return false }
            note(message)
            result = message
            progress = 100
            end(.finished)
        case .failed(let failure, let message):
            self.failure = failure
            result = message ?? result
            end(failure.banned ? .banned : .failed)
        case .vanished:
            guard status.isActive, !vanished else { return false }
            vanished = true
            deadline = now + patience.afterDeletion
        case .expired:
            guard let due = status == .held ? hold?.until : deadline, due <= now else {
                return false
            }
            expire()
        case .cancelled:
            failure = TaskFailure(.conflict, "Cancelled by its tenant.")
            end(.cancelled)
        case .released:
            guard status.isActive else { return false }
            released = true
        }
        return true
    }

    /// Back to where it is sent, as another interaction than before.
    private mutating func redispatch(_ status: TaskStatus, _ nonce: String) {
        self.status = status
        links = TaskLinks(nonce: nonce)
        deadline = nil
    }

    /// A running task's record of the message that shows its progress.
    private mutating func note(_ message: TaskResult) {
        links.jobID = links.jobID ?? message.jobID
    }

    private mutating func advance(
        to percent: Int, _ message: TaskResult, _ now: Timestamp, _ patience: TaskPatience
    ) {
        note(message)
        links.progressMessageID = message.messageID
        status = .running
        progress = max(progress, percent)
        result = message
        vanished = false
        deadline = now + patience.silence
    }

    private mutating func expire() {
        if status == .held {
            failure = TaskFailure(
                .couldNotJudge, "Nobody decided about the prompt within its time.")
            end(.timedOut)
        } else if vanished {
            failure = TaskFailure(
                .bannedPrompt,
                "The image bot deleted its message without a result, as it does with banned prompts.",
                banned: true)
            end(.banned)
        } else if awaitsDialogue {
            failure = TaskFailure(
                .retriesSpent, "The image bot did not ask what it should in time.")
            end(.timedOut)
        } else {
            failure = TaskFailure(
                .retriesSpent, "No sign of life from the image bot in time.\(lastWords)")
            end(.timedOut)
        }
    }

    /// What the image bot said last in an embed, word for word.
    private var lastWords: String {
        guard let embed = result?.embeds.last else { return "" }
        let words = [embed["title"]?.string, embed["description"]?.string]
            .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
        return words.isEmpty ? "" : " Its last words: \(words.prefix(1000))"
    }

    private mutating func end(_ status: TaskStatus) {
        self.status = status
        job = job.ended
        deadline = nil
        vanished = false
    }
}
