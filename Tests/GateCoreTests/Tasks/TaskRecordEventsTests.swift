import Testing

@testable import GateCore

@Suite("Task events")
struct TaskRecordEventsTests {
    private let patience = TaskPatience(
        silence: .seconds(600), upstreamQueue: .seconds(1200), afterDeletion: .seconds(10))

    /// The task after all events, each a second after the other from second 101 on.
    private func task(_ status: TaskStatus, after events: TaskEvent...) -> TaskRecord {
        var task = TaskRecord.example(status)
        for (place, event) in events.enumerated() {
            task = apply(event, to: task, at: Int64(101 + place)) ?? task
        }
        return task
    }

    private func apply(_ event: TaskEvent, to task: TaskRecord, at second: Int64) -> TaskRecord? {
        task.applying(event, at: .second(second), patience: patience)
    }

    @Test("a journey without trouble ends finished, with everything kept")
    func journey() {
        let task = task(
            .queued, after: .dispatching, .submitted, .acknowledged(interactionID: "i1"),
            .started(.message("p1")), .progressed(31, .message("p1", jobID: "j1")), .vanished,
            .finished(.message("r1", jobID: "j1")))
        #expect(task.status == .finished)
        #expect(task.progress == 100)
        #expect(task.attempts == 1)
        #expect(task.version == 7)
        #expect(task.result?.messageID == "r1")
        #expect(task.links.interactionID == "i1")
        #expect(task.links.progressMessageID == "p1")
        #expect(task.links.jobID == "j1")
        #expect(task.failure == nil)
        #expect(!task.holdsSlot)
        #expect(!task.vanished)
    }

    @Test("each attempt is counted, and gives a new deadline")
    func attempts() {
        let task = task(.queued, after: .dispatching, .dispatching)
        #expect(task.attempts == 2)
        #expect(task.deadline == .second(702))
    }

    @Test("every sign of life resets the deadline; the image bot's own queue may take longer")
    func deadlines() {
        #expect(task(.dispatching, after: .submitted).deadline == .second(701))
        #expect(task(.submitted, after: .started(.message())).deadline == .second(701))
        #expect(task(.running, after: .progressed(50, .message())).deadline == .second(701))
        #expect(task(.submitted, after: .waiting(.message())).deadline == .second(1301))
        #expect(
            task(.submitted, after: .waiting(.message()), .started(.message())).deadline
                == .second(702))
        #expect(task(.running, after: .acknowledged(interactionID: "i")).deadline == .second(100))
        #expect(task(.running, after: .released).deadline == .second(100))
    }

    @Test("nothing expires before its deadline, which news may have moved meanwhile")
    func earlyExpiry() {
        let task = task(.submitted, after: .progressed(10, .message()))
        #expect(apply(.expired, to: task, at: 700) == nil)
        #expect(apply(.expired, to: task, at: 701)?.status == .timedOut)
        #expect(apply(.expired, to: task, at: 701)?.failure?.code == .retriesSpent)
    }

    @Test("progress never goes back, and is kept between 0 and 100")
    func progress() {
        let task = task(.running, after: .progressed(60, .message("p2")))
        #expect(apply(.progressed(59, .message("p1")), to: task, at: 103) == nil)
        #expect(apply(.started(.message()), to: task, at: 103) == nil)
        #expect(apply(.progressed(250, .message()), to: task, at: 103)?.progress == 100)
        #expect(self.task(.submitted, after: .progressed(-5, .message())).progress == 0)
    }

    @Test("a repeated event is no event")
    func repeated() {
        let acknowledged = task(.submitted, after: .acknowledged(interactionID: "i1"))
        #expect(apply(.acknowledged(interactionID: "i1"), to: acknowledged, at: 103) == nil)
        #expect(apply(.vanished, to: task(.running, after: .vanished), at: 103) == nil)
        #expect(apply(.released, to: task(.running, after: .released), at: 103) == nil)
        #expect(apply(.submitted, to: task(.dispatching, after: .submitted), at: 103) == nil)
    }

    @Test("a vanished message with no result in time means banned")
    func vanishedThenExpired() {
        let vanished = task(.running, after: .vanished)
        #expect(vanished.status == .running)
        #expect(vanished.holdsSlot)
        #expect(vanished.deadline == .second(111))
        #expect(apply(.expired, to: vanished, at: 110) == nil)
        let ended = apply(.expired, to: vanished, at: 111)
        #expect(ended?.status == .banned)
        #expect(ended?.failure?.banned == true)
        #expect(ended?.failure?.code == .bannedPrompt)
        #expect(ended?.vanished == false)
    }

    @Test("a result soon after its message vanished is a result")
    func vanishedThenFinished() {
        let task = task(.running, after: .vanished, .finished(.message("r1")))
        #expect(task.status == .finished)
        #expect(task.failure == nil)
    }

    @Test("any sign of life after its message vanished undoes that")
    func vanishedThenAlive() {
        let signs: [TaskEvent] = [
            .waiting(.message("p2")), .started(.message("p2")), .progressed(50, .message("p2")),
        ]
        for sign in signs {
            let task = task(.running, after: .vanished, sign)
            #expect(!task.vanished, "\(sign)")
            #expect(task.deadline ?? .second(0) > .second(700), "\(sign)")
        }
    }

    @Test("a message that vanishes after the deadline still leaves time for the result")
    func vanishedLate() {
        let late = apply(.vanished, to: .example(.running), at: 1000)
        #expect(late?.deadline == .second(1010))
    }

    @Test("a released slot is free at once, and the result is still taken")
    func released() {
        let released = task(.running, after: .released)
        #expect(!released.holdsSlot)
        #expect(released.status == .running)
        let finished = apply(.finished(.message("r1")), to: released, at: 103)
        #expect(finished?.status == .finished)
        #expect(finished?.result?.messageID == "r1")
        #expect(apply(.progressed(70, .message()), to: released, at: 103)?.holdsSlot == false)
    }

    @Test("a failure keeps the image bot's message, or the last one seen")
    func failure() {
        let failure = TaskFailure(.upstreamRefused, "Queue full.")
        let withMessage = task(.running, after: .failed(failure, .message("e1")))
        #expect(withMessage.result?.messageID == "e1")
        #expect(withMessage.failure == failure)
        let without = task(.submitted, after: .progressed(5, .message("p1")), .failed(failure, nil))
        #expect(without.result?.messageID == "p1")
    }

    @Test("the first job id stays, whatever later messages say")
    func jobID() {
        let task = task(
            .submitted, after: .progressed(5, .message(jobID: "j1")),
            .progressed(9, .message(jobID: "j2")), .finished(.message()))
        #expect(task.links.jobID == "j1")
    }

    @Test(
        "what was never sent has no news: a stray message does not finish it",
        arguments: [TaskStatus.held, .queued])
    func neverSent(_ status: TaskStatus) {
        let stray: [TaskEvent] = [
            .started(.message()), .progressed(5, .message()), .finished(.message()), .vanished,
            .waiting(.message()), .released, .expired,
        ]
        for event in stray { #expect(apply(event, to: .example(status), at: 101) == nil) }
    }
}
