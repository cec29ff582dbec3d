import GateCore

/// Whether a job was taken whose answer never came, told by what the channel shows.
extension TaskEngine {
    /// Looks for the job's nonce, and where there is none, at everything since it was sent: the
    /// message with the nonce is gone once the job is done. What is found is heard like what
    /// the listener tells, after all that it has told so far.
    nonisolated func channelShows(
        _ id: TaskID, as nonce: String
    ) async throws(DispatchError) -> Bool {
        guard let dispatcher = await dispatcher(of: id) else { return true }
        if try await dispatcher.hasTaken(nonce: nonce) { return true }
        guard let start = await sendingSince(id) else { return true }
        let seen = try await dispatcher.sightings(since: start)
        return await withCheckedContinuation { reply in
            // Nothing is sent any more once the engine has stopped.
            if case .terminated = mailbox.yield(.sighted(seen, id, nonce: nonce, reply)) {
                reply.resume(returning: true)
            }
        }
    }

    /// When the attempts at the task may have begun; nil when it is not open.
    private func sendingSince(_ id: TaskID) -> Timestamp? {
        open[id].map { $0.attempts > 1 ? $0.createdAt : $0.updatedAt }
    }

    /// Takes in what the channel shows.
    /// - Returns: whether the task must not be sent again: something is known of it by now, or
    ///   a message is there that could be its own as well as another's.
    func sighted(_ signals: [TaskSignal], _ id: TaskID, as nonce: String) async -> Bool {
        var signals = signals
        for place in signals.indices { signals[place].account = open[id]?.account }
        for signal in signals { await hear(signal) }
        guard let task = open[id], task.status == .dispatching, isSent(id, as: nonce),
            finishing[id] == nil, task.links.interactionID == nil, dialogues[id] == nil
        else { return true }
        for signal in signals where isOpenBetweenSeveral(signal, task) {
            if await !belongsToAnother(signal) { return true }
        }
        return false
    }

    private func isOpenBetweenSeveral(_ signal: TaskSignal, _ task: TaskRecord) -> Bool {
        correlator.match(signal.keys, among: active(for: signal)) == .ambiguous
            && correlator.match(signal.keys, among: [task]) == .likely(task.id)
    }
}
