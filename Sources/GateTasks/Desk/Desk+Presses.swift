import GateCore

/// Which button of which result a trigger presses.
extension Desk {
    /// The order with what the result says whose button it presses: the button itself where
    /// the order names it by what it does, the message's flags, the texts that it draws.
    /// - Throws: `Problem`, when the caller has no such result, or that offers no such button.
    func pressing(_ order: TriggerOrder, _ tenant: TenantID) async throws -> TriggerOrder {
        guard order.job.kind.isFollowUp else { return order }
        let parent = try await parent(of: order, tenant)
        guard let parent, let result = parent.result, parent.status == .finished else {
            guard order.job.needsResult else { return order }
            throw missing(order, parent)
        }
        return try ButtonChoice(result, of: parent).order(order)
    }

    /// The task whose result has the button; nil when the caller has none that is known.
    func parent(of order: TriggerOrder, _ tenant: TenantID) async throws -> TaskRecord? {
        if let message = order.job.messageID {
            return try await parts.tasks.task(ofMessage: message, tenant: tenant)
        }
        guard let name = order.triggerID else { return nil }
        let named = try await parts.tasks.tasks(named: name, tenant: tenant)
        let finished = named.filter { $0.status == .finished && $0.result != nil }
        return finished.last { task in
            task.result?.offers.contains { $0.customID == order.job.customID } == true
        } ?? finished.last ?? named.last
    }

    private func missing(_ order: TriggerOrder, _ parent: TaskRecord?) -> Problem {
        if let message = order.job.messageID {
            return Problem(.notFound, "There is no result with message \(message).")
        }
        let name = order.triggerID ?? ""
        guard let parent else { return Problem(.notFound, "There is no task \(name).") }
        return Problem(
            .conflict, "Task \(name) is \(parent.status.rawValue) and has no result with buttons.")
    }
}

extension Job {
    /// Whether the button cannot be told without the result that has it.
    fileprivate var needsResult: Bool {
        switch kind {
        case .action, .modal, .customZoom, .varyRegion: true
        case .maxUpscale: upscaleMode != nil || messageID == nil || messageHash == nil
        default: false
        }
    }
}
