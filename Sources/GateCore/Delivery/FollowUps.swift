/// Reads from a result's buttons which triggers can follow it.
///
/// The buttons' `custom_id`s are words joined by `::`, the job's UUID among them. Those that
/// have a trigger of their own are told as that; any other that leads to a result as
/// `action`. Links, bookmarks and buttons that are disabled are left out.
public enum FollowUps {
    /// The follow-ups of `result` that can be posted as they are, in the order of its
    /// buttons.
    ///
    /// - Parameters:
    ///   - result: a finished task's result.
    ///   - triggerID: what its tenant calls the task; the follow-ups share the name.
    public static func of(_ result: TaskResult, triggerID: String) -> [FollowUp] {
        all(result, triggerID).filter(\.needs.isEmpty)
    }

    /// The follow-ups of `result` to which the caller has to add something: see
    /// `FollowUp.needs`.
    public static func forms(of result: TaskResult, triggerID: String) -> [FollowUp] {
        all(result, triggerID).filter { !$0.needs.isEmpty }
    }

    private static func all(_ result: TaskResult, _ triggerID: String) -> [FollowUp] {
        result.offers.map { followUp($0, of: result, triggerID) }
    }

    private static func followUp(
        _ button: ResultButton, of result: TaskResult, _ triggerID: String
    ) -> FollowUp {
        let press = ButtonPress(customID: button.customID)
        var body = press?.fields ?? ["custom_id": .string(button.customID)]
        body["msg_id"] = .string(result.messageID)
        body["msg_hash"] = (press?.jobID).map { .string($0) }
        body["trigger_id"] = .string(triggerID)
        return FollowUp(
            label: button.label, trigger: press?.trigger ?? .action, body: body,
            needs: press?.trigger == .varyRegion ? ["mask"] : [])
    }
}
