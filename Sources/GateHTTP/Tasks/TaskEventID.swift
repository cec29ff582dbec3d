import GateCore

/// The id of an event: the task's and the number of the change, so that one of another
/// task is known for what it is.
struct TaskEventID: Hashable, CustomStringConvertible {
    let task: TaskID
    let version: Int

    init(_ task: TaskID, _ version: Int) {
        self.task = task
        self.version = version
    }

    /// Reads what a client gives back; nil for a text that no event had.
    init?(_ text: String) {
        guard text.utf8.count <= 96, let dot = text.lastIndex(of: "."),
            let version = Int(text[text.index(after: dot)...]), version >= 0,
            FieldShape.triggerID.holds(String(text[..<dot]))
        else { return nil }
        self.init(TaskID(String(text[..<dot])), version)
    }

    var description: String { "\(task).\(version)" }
}
