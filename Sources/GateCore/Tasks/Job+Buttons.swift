/// What a job's button does.
extension Job {
    /// The trigger that does the same: for a button that was named by its `custom_id`, the
    /// one that presses it by other fields.
    public var leadsTo: TriggerKind {
        guard kind == .action || kind == .modal, let customID else { return kind }
        if let press = ButtonPress(customID: customID) { return press.trigger }
        return ResultButton.drawsText(customID) ? .imagine : kind
    }

    /// Whether the button does nothing but open a dialogue: pressing it twice draws nothing
    /// twice.
    public var opensDialogue: Bool { customID.map(ResultButton.opensDialogue) ?? false }

    /// Whether the button draws a text of its message that nobody is asked for first: what
    /// is judged must then be what the message has.
    public var drawsAsItIs: Bool {
        customID.map { ResultButton.drawsText($0) && !ResultButton.opensDialogue($0) } ?? false
    }

    /// What the image bot is told where it asks for a prompt.
    public var dialogueText: String? { prompt ?? parentPrompt }

    /// Names the button of `result` that is pressed.
    public mutating func press(_ button: ResultButton, of result: TaskResult) {
        customID = button.customID
        messageID = result.messageID
        let number = ButtonPress(customID: button.customID)?.fields["index"]?.int
        index = number.map { Int($0) } ?? index
    }

    /// This job as the answer to what the image bot asks.
    func answering(_ dialogue: Dialogue) -> Job {
        var job = self
        job.dialogue = dialogue
        return job
    }

    /// This job without what only sending it needs.
    var ended: Job {
        var job = self
        job.mask = nil
        job.parentPrompt = nil
        return job
    }
}
