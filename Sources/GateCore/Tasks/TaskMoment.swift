/// One durable change of a task, as its event stream tells it. A task keeps its last ones
/// in its own record, so that each is as durable as the change, and has the same number
/// over restarts.
public struct TaskMoment: Hashable, Sendable, Codable {
    /// How many a task keeps; of more, the oldest are forgotten.
    public static let mostKept = 128

    /// The task's `version` by that change, counted from 0.
    public let version: Int
    public let at: Timestamp
    public let status: TaskStatus
    /// 0 to 100.
    public let progress: Int

    /// Describes one change; see the properties.
    public init(version: Int, at: Timestamp, status: TaskStatus, progress: Int) {
        self.version = version
        self.at = at
        self.status = status
        self.progress = progress
    }

    // A record has many of them.
    enum CodingKeys: String, CodingKey {
        case version = "v"
        case at = "t"
        case status = "s"
        case progress = "p"
    }
}
