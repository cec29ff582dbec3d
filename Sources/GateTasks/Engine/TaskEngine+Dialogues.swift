import GateCore
import Logging

/// What the image bot asks after a button was pressed, and how it is answered.
///
/// The answer is an interaction of its own, with its own nonce, and goes the way of every
/// other: written down as `dispatching` before it is sent, and looked for after a crash.
extension TaskEngine {
    /// Takes note of a dialogue, to be answered once the press has ended.
    func hear(_ dialogue: Dialogue, _ task: TaskRecord) async {
        // Told again, after the answer or before it.
        guard task.job.dialogue == nil, dialogues[task.id] == nil else { return }
        if let failure = task.job.failure(at: dialogue) {
            await apply(.failed(failure, nil), to: task.id)
        } else {
            dialogues[task.id] = dialogue
        }
    }

    /// Makes the answers durable that can be sent now.
    /// - Returns: their tasks.
    func takeUpDialogues() async -> [TaskID] {
        var ready: [TaskID] = []
        for (id, dialogue) in dialogues where !sending.contains(id) {
            dialogues[id] = nil
            let event = TaskEvent.asked(dialogue, nonce: freshNonce())
            if await apply(event, to: id) != nil { ready.append(id) }
        }
        return ready
    }

    /// After a start: the dialogues that were open then are lost, and nothing was drawn.
    func pressUnopenedAgain() async {
        for id in open.begun where open[id]?.awaitsDialogue == true {
            await apply(.unopened(nonce: freshNonce()), to: id)
        }
    }

    /// Whether the task is still the interaction of that nonce: news of an earlier one's
    /// sending say nothing of it.
    func isSent(_ id: TaskID, as nonce: String) -> Bool { open[id]?.links.nonce == nonce }

    /// Whether an attempt was taken whose outcome is not known. A page's answer leaves no
    /// nonce to look for, so it counts as taken rather than be sent twice.
    nonisolated func isTaken(_ id: TaskID, as nonce: String) async throws(DispatchError) -> Bool {
        if await answersPage(id) { return true }
        return try await channelShows(id, as: nonce)
    }

    private func answersPage(_ id: TaskID) -> Bool { open[id]?.job.dialogue?.form == .page }
}

extension TaskRecord {
    /// So many times a button that opens a dialogue is pressed.
    private static let mostPresses = 3

    /// Whether its button is to be pressed again, now that its deadline has come.
    var pressesAgain: Bool { awaitsDialogue && attempts < Self.mostPresses }
}

extension Job {
    /// Why the job cannot answer that; nil when it can.
    fileprivate func failure(at dialogue: Dialogue) -> TaskFailure? {
        let title = dialogue.title.isEmpty ? "" : " (\(dialogue.title))"
        switch dialogue.form {
        case .page:
            guard mask == nil else { return nil }
            return TaskFailure(
                .upstreamRefused, "The image bot asks for a region\(title): use vary_region.")
        case .modal:
            guard dialogue.fieldID != nil else {
                return TaskFailure(
                    .upstreamRefused, "The image bot asks for input\(title) that no trigger gives.")
            }
            guard dialogueText == nil else { return nil }
            return TaskFailure(
                .upstreamRefused,
                "The image bot asks for a prompt\(title): press the button with the trigger modal.")
        }
    }
}
