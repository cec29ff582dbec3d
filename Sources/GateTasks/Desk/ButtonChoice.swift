import GateCore

/// Chooses among the buttons that a result offers. Pure.
struct ButtonChoice: Sendable {
    /// What the result stages put over words that the rules refuse.
    private static let cover: Character = "█"

    private let result: TaskResult
    private let prompt: String?

    /// - Parameters:
    ///   - result: what has the buttons.
    ///   - parent: the task that it came of.
    init(_ result: TaskResult, of parent: TaskRecord) {
        self.result = result
        prompt = result.prompt ?? parent.job.prompt
    }

    /// The order with its button, and with the text that it draws.
    /// - Throws: `Problem`, when the result offers no such button.
    func order(_ order: TriggerOrder) throws(Problem) -> TriggerOrder {
        var job = order.job
        job.messageFlags = result.flags
        job.parentPrompt = prompt
        var text = order.text
        if let button = try button(for: job) {
            job.press(button, of: result)
            if job.prompt == nil, let drawn = try self.text(of: button, for: job) {
                job.prompt = drawn
                text = drawn
            }
        }
        var chosen = TriggerOrder(job, triggerID: order.triggerID, text: text)
        chosen.callbackURL = order.callbackURL
        chosen.accounts = order.accounts
        return chosen
    }

    private func button(for job: Job) throws(Problem) -> ResultButton? {
        switch job.kind {
        case .action, .modal: return try named(job)
        case .maxUpscale: return try upscale(job.upscaleMode)
        case .customZoom: return try one("custom_zoom", where: \.isCustomZoom)
        case .varyRegion: return try one("vary_region", where: \.isRegion)
        default: return nil
        }
    }

    private func named(_ job: Job) throws(Problem) -> ResultButton {
        guard let button = result.offers.first(where: { $0.customID == job.customID }) else {
            throw refused("custom_id", "is no button of that result", result.offers)
        }
        guard !button.isRegion else {
            throw refused("custom_id", "asks for a region: use vary_region", [])
        }
        return button
    }

    private func one(
        _ name: String, where fits: (ResultButton) -> Bool
    ) throws(Problem) -> ResultButton {
        guard let button = result.offers.first(where: fits) else {
            throw refused("msg_id", "is a result that does not offer \(name)", result.offers)
        }
        return button
    }

    /// Without a mode the largest that there is, else the first.
    private func upscale(_ mode: UpscaleMode?) throws(Problem) -> ResultButton {
        let offered = result.offers.filter { $0.upscaleMode != nil }
        if let mode, let button = offered.first(where: { $0.upscaleMode == mode }) { return button }
        guard mode == nil, let first = offered.first else {
            let wanted = mode.map { "\($0.rawValue) " } ?? ""
            throw refused("mode", "\(wanted)is not offered by that result", offered)
        }
        return offered.first { $0.upscaleMode == .max } ?? first
    }

    /// What the image bot will draw without having been told it by the caller.
    private func text(of button: ResultButton, for job: Job) throws(Problem) -> String? {
        if button.isCustomZoom, let prompt { return zoomed(prompt, job.zoomFactor ?? 2) }
        if button.isRegion { return prompt }
        let texts = result.texts(drawnBy: button)
        guard !texts.isEmpty else { return nil }
        guard !texts.contains(where: { $0.contains(Self.cover) }) else {
            throw Problem(
                .bannedPrompt, "The text that this button draws has words that are not allowed.")
        }
        return texts.joined(separator: "\n")
    }

    private func zoomed(_ prompt: String, _ factor: Double) -> String {
        let kept = prompt.replacing(/\s--zoom(\s+[0-9.]+)?/, with: "")
        let whole = factor == factor.rounded()
        return "\(kept) --zoom \(whole ? String(Int(factor)) : String(factor))"
    }

    private func refused(
        _ field: String, _ reason: String, _ offered: [ResultButton]
    ) -> Problem {
        let list = offered.map { button in
            button.upscaleMode.map { "\($0.rawValue) (\(button.customID))" } ?? button.customID
        }
        let words = list.isEmpty ? "" : "; it offers \(list.joined(separator: ", "))"
        return Problem(
            .badParameters, "\(field) \(reason)\(words).",
            fields: [FieldFault(field, reason + words)])
    }
}
