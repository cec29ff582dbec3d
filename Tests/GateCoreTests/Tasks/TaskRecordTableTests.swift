import Testing

@testable import GateCore

/// Every status times every event.
@Suite("Task states")
struct TaskRecordTableTests {
    /// An event, and what it makes of the statuses that it changes.
    struct Row: CustomStringConvertible {
        let event: TaskEvent
        let next: [TaskStatus: TaskStatus]
        var description: String { "\(event)" }

        init(_ event: TaskEvent, _ next: [TaskStatus: TaskStatus]) {
            self.event = event
            self.next = next
        }

        /// An event that does the same to several statuses; without `to`, they stay.
        init(_ event: TaskEvent, from statuses: [TaskStatus], to status: TaskStatus? = nil) {
            self.init(
                event, Dictionary(uniqueKeysWithValues: statuses.map { ($0, status ?? $0) }))
        }
    }

    static let active: [TaskStatus] = [.dispatching, .submitted, .running]
    static let open: [TaskStatus] = [.held, .queued, .dispatching, .submitted, .running]

    static let table = [
        Row(.held(.example("second", until: 300)), from: [.held]),
        Row(.approved, [.held: .queued]),
        Row(.denied("No."), [.held: .banned]),
        Row(.dispatching, from: [.queued, .dispatching], to: .dispatching),
        Row(.submitted, from: [.dispatching], to: .submitted),
        Row(.acknowledged(interactionID: "i1"), from: active),
        Row(
            .waiting(.message()),
            [.dispatching: .submitted, .submitted: .submitted, .running: .running]),
        Row(.started(.message()), from: [.dispatching, .submitted], to: .running),
        Row(.progressed(60, .message()), from: active, to: .running),
        Row(.finished(.message()), from: active, to: .finished),
        Row(.failed(TaskFailure(.retriesSpent, "Broken."), nil), from: open, to: .failed),
        Row(
            .failed(TaskFailure(.bannedPrompt, "No.", banned: true), .message()), from: open,
            to: .banned),
        Row(.vanished, from: active),
        Row(.expired, from: active, to: .timedOut),
        Row(.cancelled, from: open, to: .cancelled),
        Row(.released, from: active),
    ]

    @Test("each event does to each status what the table says", arguments: table)
    func transitions(_ row: Row) {
        for status in TaskStatus.allCases {
            let task = TaskRecord.example(status)
            let next = task.applying(row.event, at: .second(101), patience: TaskPatience())
            #expect(next?.status == row.next[status], "\(status)")
            guard let next else { continue }
            #expect(next.version == task.version + 1)
            #expect(next.updatedAt == .second(101))
            #expect(next.holdsSlot == (next.status.isActive && !next.released))
            #expect((next.deadline != nil) == next.status.isActive)
        }
    }

    @Test("terminal and active statuses exclude each other")
    func statusKinds() {
        let terminal: [TaskStatus] = [.finished, .failed, .banned, .cancelled, .timedOut]
        for status in TaskStatus.allCases {
            #expect(status.isTerminal == terminal.contains(status))
            #expect(status.isActive == Self.active.contains(status))
        }
        #expect(TaskStatus.timedOut.rawValue == "timed_out")
    }
}
