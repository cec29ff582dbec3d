/// Reads from a result's buttons which triggers can follow it.
///
/// The buttons' `custom_id`s are words joined by `::`, the job's UUID among them; those
/// that no trigger of ours presses (bookmarks, links, animations) are left out.
public enum FollowUps {
    /// The follow-ups of `result`, in the order of its buttons.
    ///
    /// - Parameters:
    ///   - result: a finished task's result.
    ///   - triggerID: what its tenant calls the task; the follow-ups share the name.
    public static func of(_ result: TaskResult, triggerID: String) -> [FollowUp] {
        result.buttons.compactMap { followUp($0, of: result, triggerID) }
    }

    private static func followUp(
        _ button: JSONValue, of result: TaskResult, _ triggerID: String
    ) -> FollowUp? {
        guard button["disabled"]?.bool != true, let id = button["custom_id"]?.string,
            let press = ButtonPress(customID: id)
        else { return nil }
        var body = press.fields
        body["msg_id"] = .string(result.messageID)
        body["msg_hash"] = .string(press.jobID)
        body["trigger_id"] = .string(triggerID)
        let label = button["label"]?.string ?? ""
        return FollowUp(
            label: label.isEmpty ? press.label : label, trigger: press.trigger, body: body)
    }
}
