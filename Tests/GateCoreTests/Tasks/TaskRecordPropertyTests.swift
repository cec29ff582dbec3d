import GateTestKit
import Testing

@testable import GateCore

@Suite("Task events in any order")
struct TaskRecordPropertyTests {
    private let patience = TaskPatience()

    @Test("any sequence ends in at most one terminal state and frees its slot exactly once")
    func anySequence() {
        for seed in 1...3_000 as ClosedRange<UInt64> {
            if let fault = firstFault(SeededRandom(seed: seed)) {
                Issue.record("seed \(seed): \(fault)")
                return
            }
        }
    }

    private func firstFault(_ random: SeededRandom) -> String? {
        var task = TaskRecord.example(random.next() % 8 == 0 ? .held : .queued)
        var now: Int64 = 100
        var slotsTaken = 0
        var slotsFreed = 0
        for _ in 0..<40 {
            now += Int64(random.next() % 300)
            let event = someEvent(random)
            guard let next = task.applying(event, at: .second(now), patience: patience) else {
                continue
            }
            if let fault = fault(task, event, next) { return fault }
            if !task.holdsSlot && next.holdsSlot { slotsTaken += 1 }
            if task.holdsSlot && !next.holdsSlot { slotsFreed += 1 }
            task = next
        }
        // Whatever happened, silence ends it.
        if let deadline = task.deadline {
            guard let ended = task.applying(.expired, at: deadline, patience: patience) else {
                return "an active task outlives its deadline"
            }
            if task.holdsSlot { slotsFreed += 1 }
            task = ended
        }
        guard slotsTaken <= 1, slotsFreed == slotsTaken else { return "slots \(slotsFreed)" }
        return task.holdsSlot ? "an ended task holds a slot" : nil
    }

    private func fault(_ task: TaskRecord, _ event: TaskEvent, _ next: TaskRecord) -> String? {
        if task.status.isTerminal { return "\(event) changed a terminal task" }
        if next.version != task.version + 1 { return "\(event) skipped a version" }
        if next.progress < task.progress { return "\(event) took progress back" }
        if task.released && !next.released { return "\(event) took a slot back" }
        if (next.deadline != nil) != next.status.isActive { return "\(event): wrong deadline" }
        if next.status.isTerminal && next.vanished { return "\(event): ended and vanished" }
        if next.status == .finished && next.failure != nil { return "finished with a failure" }
        if [.failed, .banned, .timedOut, .cancelled].contains(next.status) && next.failure == nil {
            return "\(event): ended without a reason"
        }
        return nil
    }

    private func someEvent(_ random: SeededRandom) -> TaskEvent {
        let message = TaskResult.message("m\(random.next() % 4)")
        switch random.next() % 44 {
        case 40, 41: return .approved
        case 42: return .denied("No.")
        case 43: return .held(.example("second", until: 5_000))
        case 0: return .finished(message)
        case 1: return .failed(TaskFailure(.retriesSpent, "Broken."), nil)
        case 2: return .failed(TaskFailure(.bannedPrompt, "No.", banned: true), message)
        case 3: return .cancelled
        case 4...6: return .released
        case 7...9: return .expired
        case 10...12: return .vanished
        case 13...17: return .dispatching
        case 18...22: return .submitted
        case 23...25: return .waiting(message)
        case 26...28: return .acknowledged(interactionID: "i\(random.next() % 2)")
        case 29...31: return .started(message)
        default: return .progressed(Int(random.next() % 130) - 10, message)
        }
    }
}
