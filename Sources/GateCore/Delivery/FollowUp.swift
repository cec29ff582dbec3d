/// A trigger that a result allows: one of the image bot's buttons, ready to be posted.
public struct FollowUp: Hashable, Sendable {
    /// What the button says, or our words for it where it shows a picture alone.
    public let label: String
    public let trigger: TriggerKind
    /// The body that the trigger's route takes.
    public let body: [String: JSONValue]

    /// Describes one; see the properties.
    public init(label: String, trigger: TriggerKind, body: [String: JSONValue]) {
        self.label = label
        self.trigger = trigger
        self.body = body
    }

    /// `{"label","trigger","method","path","body"}`, as webhooks and task answers show it.
    public var json: JSONValue {
        [
            "label": .string(label),
            "trigger": .string(trigger.rawValue),
            "method": "POST",
            "path": .string("/v1/api/trigger/\(trigger.rawValue)"),
            "body": .object(body),
        ]
    }
}
