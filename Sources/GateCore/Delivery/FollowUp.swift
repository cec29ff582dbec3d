/// A trigger that a result allows: one of the image bot's buttons, ready to be posted.
public struct FollowUp: Hashable, Sendable {
    /// What the button says, or our words for it where it shows a picture alone.
    public let label: String
    public let trigger: TriggerKind
    /// The body that the trigger's route takes.
    public let body: [String: JSONValue]
    /// The fields that the caller has to add; empty for one that can be posted as it is.
    public let needs: [String]

    /// Describes one; see the properties.
    public init(
        label: String, trigger: TriggerKind, body: [String: JSONValue], needs: [String] = []
    ) {
        self.label = label
        self.trigger = trigger
        self.body = body
        self.needs = needs
    }

    /// `{"label","trigger","method","path","body"}`, as webhooks and task answers show it,
    /// and `needs` where something has to be added.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "label": .string(label),
            "trigger": .string(trigger.rawValue),
            "method": "POST",
            "path": .string("/v1/api/trigger/\(trigger.rawValue)"),
            "body": .object(body),
        ]
        if !needs.isEmpty { members["needs"] = .array(needs.map { .string($0) }) }
        return .object(members)
    }
}
