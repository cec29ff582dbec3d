import Foundation
import Testing

@testable import GateCore

@Suite struct TaskMomentsTests {
    private func task(after events: [TaskEvent]) throws -> TaskRecord {
        let new = TaskRecord(
            id: "t1", triggerID: "mine", tenant: "acme", key: "k1", job: Job(.imagine),
            exchange: "e1", revision: "r1", nonce: "n1", at: .second(0))
        return try events.enumerated().reduce(new) { task, step in
            try #require(
                task.applying(
                    step.element, at: .second(Int64(step.offset) + 1), patience: TaskPatience()))
        }
    }

    @Test("every change leaves a moment, numbered as the record's versions are")
    func keepsEach() throws {
        let task = try task(after: [
            .dispatching, .submitted, .started(.message()), .progressed(31, .message()),
            .finished(.message("m2")),
        ])
        let moments = task.moments(after: -1)
        #expect(moments.map(\.version) == [0, 1, 2, 3, 4, 5])
        #expect(
            moments.map(\.status) == [
                .queued, .dispatching, .submitted, .running, .running, .finished,
            ])
        #expect(moments.map(\.progress) == [0, 0, 0, 0, 31, 100])
        #expect(moments.map(\.at) == (0...5).map { .second($0) })
        #expect(task.moments(after: 3).map(\.version) == [4, 5])
        #expect(task.moments(after: 5).isEmpty)
        #expect(task.moments(after: 99).isEmpty)
    }

    @Test("no more moments are kept than have a bound, the last ones")
    func bounded() throws {
        var task = try task(after: [.dispatching, .submitted])
        for number in 0..<300 {
            let event = TaskEvent.acknowledged(interactionID: "\(number)")
            task = try #require(
                task.applying(event, at: .second(Int64(number) + 9), patience: TaskPatience()))
        }
        let moments = task.moments(after: -1)
        #expect(moments.count == TaskMoment.mostKept)
        #expect(moments.last?.version == task.version)
    }

    @Test("a record of a version without moments is told as it is")
    func older() throws {
        var task = try task(after: [.dispatching, .submitted])
        task.moments = nil
        let coded = try JSONEncoder().encode(task)
        let read = try JSONDecoder().decode(TaskRecord.self, from: coded)
        #expect(read.moments(after: -1).map(\.status) == [.submitted])
        #expect(read.moments(after: 2).isEmpty)
    }

    @Test("a task says how far it got towards Discord")
    func reach() throws {
        #expect(try task(after: [.cancelled]).reach == .unsent)
        #expect(try task(after: [.dispatching, .cancelled]).reach == .unknown)
        #expect(try task(after: [.dispatching, .submitted, .cancelled]).reach == .sent)
        let acknowledged = TaskEvent.acknowledged(interactionID: "1")
        #expect(try task(after: [.dispatching, acknowledged, .cancelled]).reach == .sent)
    }

    @Test("only the end and a wait for a human have a reason")
    func reasons() throws {
        let failure = TaskFailure(.upstreamRefused, "no")
        let task = try task(after: [.dispatching, .failed(failure, nil)])
        #expect(task.moments(after: -1).map { task.hindrance(at: $0) } == [nil, nil, failure])
    }
}
