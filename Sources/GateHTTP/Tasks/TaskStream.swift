import GateCore
import HTTPTypes
import Hummingbird
import NIOCore

/// Tells one client what happens to a task, as server-sent events: what it missed, then
/// each durable change as it comes, up to the end.
///
/// Source: the HTML standard, "Server-sent events".
struct TaskStream: Sendable {
    /// Between signs of life: proxies cut what is silent for a minute or less.
    static let heartbeat = Duration.seconds(15)

    private let listener: TaskListener
    private let task: TaskRecord
    private let last: Int
    private let time: any Timekeeper
    private let read: @Sendable () async throws -> TaskRecord

    /// - Parameters:
    ///   - listener: rings when the task changed.
    ///   - task: the task, read after the listener began to listen.
    ///   - last: the last change that the client knows; -1 for none.
    ///   - time: for signs of life.
    ///   - read: the task as it is now.
    init(
        _ listener: TaskListener, _ task: TaskRecord, after last: Int, time: any Timekeeper,
        read: @escaping @Sendable () async throws -> TaskRecord
    ) {
        self.listener = listener
        self.task = task
        self.last = last
        self.time = time
        self.read = read
    }

    /// The answer, which is as long as the task takes.
    var response: Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                // nginx would hold the events back.
                HTTPField.Name("X-Accel-Buffering") ?? .cacheControl: "no",
            ],
            body: ResponseBody { writer in
                try await tell(&writer)
                try await writer.finish(nil)
            })
    }

    private func tell(_ writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
        var known = try await write(task, after: last, to: &writer)
        guard !task.status.isTerminal else { return }
        let beat = Task { [listener, time] in
            while true {
                try await time.sleep(for: Self.heartbeat)
                listener.ring()
            }
        }
        defer { beat.cancel() }
        for await _ in listener.changes {
            let now = try await read()
            if now.version > known {
                known = try await write(now, after: known, to: &writer)
            } else {
                try await writer.write(ByteBuffer(string: ": nothing new\n\n"))
            }
            if now.status.isTerminal { return }
        }
        try await writer.write(ByteBuffer(string: ": the gateway stops; come again\n\n"))
    }

    /// - Returns: the last change that the client knows now.
    private func write(
        _ task: TaskRecord, after known: Int, to writer: inout any ResponseBodyWriter
    ) async throws -> Int {
        let moments = task.moments(after: known)
        guard let last = moments.last else { return known }
        var bytes: [UInt8] = []
        for moment in moments {
            bytes += "id: \(TaskEventID(task.id, moment.version))\ndata: ".utf8
            bytes += task.json(at: moment).bytes
            bytes += "\n\n".utf8
        }
        try await writer.write(ByteBuffer(bytes: bytes))
        return last.version
    }
}
