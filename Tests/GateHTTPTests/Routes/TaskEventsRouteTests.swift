import GateCore
import GateTestKit
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Events of a task, and waiting for one", .timeLimit(.minutes(1)))
struct TaskEventsRouteTests {
    private let bench: Bench
    private let ended: TaskRecord

    init() async throws {
        bench = try await Bench()
        ended = try Samples.task().after(
            .dispatching, .submitted, .started(Sample.result(message: "1")),
            .finished(Sample.result(message: "2")))
        let task = ended
        bench.desk.state.withLock { $0.task = task }
    }

    private func events(_ path: String, last: String? = nil) async throws -> Reply {
        let name = try #require(HTTPField.Name("Last-Event-ID"))
        return try await bench.call(.get, path, headers: last.map { [name: $0] } ?? [:])
    }

    private func ids(_ reply: Reply) -> [String] {
        reply.text.split(separator: "\n").filter { $0.hasPrefix("id: ") }
            .map { String($0.dropFirst(4)) }
    }

    @Test("the stream of an ended task tells all of it, and ends")
    func whole() async throws {
        let reply = try await events("/v1/tasks/t/events")
        #expect(reply.status == 200)
        #expect(reply.headers[.contentType] == "text/event-stream; charset=utf-8")
        #expect(ids(reply) == (0...4).map { "task1.\($0)" })
        let data = reply.text.split(separator: "\n").filter { $0.hasPrefix("data: ") }
        let last = try JSONReader.read(Array(try #require(data.last).dropFirst(6).utf8))
        #expect(last["status"] == "finished")
        #expect(last["result"]?["message_id"] == "2")
        let first = try JSONReader.read(Array(try #require(data.first).dropFirst(6).utf8))
        #expect(first["status"] == "queued")
        #expect(first["result"] == nil)
    }

    @Test("a client that comes again is told what it missed")
    func resumes() async throws {
        #expect(
            try await ids(events("/v1/tasks/t/events", last: "task1.2")) == ["task1.3", "task1.4"])
        let asked = try await events("/v1/tasks/t/events?last_event_id=task1.3")
        #expect(ids(asked) == ["task1.4"])
    }

    @Test("a client that knows the end is told to stay away")
    func over() async throws {
        let reply = try await events("/v1/tasks/t/events", last: "task1.4")
        #expect(reply.status == 204)
        #expect(reply.text.isEmpty)
    }

    @Test(
        "an id that no event of the task had counts as none",
        arguments: [
            "nonsense", "task1.", "task1.-1", ".4", "task1.x", "a b.4",
            "task1.99999999999999999999",
        ])
    func oddIDs(id: String) async throws {
        #expect(try await ids(events("/v1/tasks/t/events", last: id)).count == 5)
    }

    @Test("a wait for a task that has ended is none")
    func noWait() async throws {
        let reply = try await bench.call(.get, "/v1/tasks/t?wait=60")
        #expect(try reply["status"] == "finished")
    }

    @Test("a wait for another status than it has is none")
    func knownStatus() async throws {
        bench.desk.state.withLock { $0.task = Samples.task() }
        let reply = try await bench.call(.get, "/v1/tasks/t?wait=60&status=running")
        #expect(try reply["status"] == "queued")
    }

    @Test("wrong ways to wait are named")
    func wrongWait() async throws {
        let reply = try await bench.call(.get, "/v1/tasks/t?wait=61&until=never&status=x")
        #expect(reply.status == 400)
        #expect(try reply.wrongFields == ["wait", "status", "until"])
    }

    @Test("a list is narrowed by all filters together")
    func filters() async throws {
        _ = try await bench.call(
            .get,
            "/v1/tasks?status=queued,running&kind=upscale&trigger_type=generate&trigger_id=t"
                + "&end_user=ann&since=2026-11-23&until=2026-11-24")
        var query = TaskQuery(tenant: "a", statuses: [.queued, .running])
        query.kinds = [.upscale, .imagine]
        query.triggerID = "t"
        query.endUser = "ann"
        query.since = Timestamp(iso8601: "2026-11-23")
        query.until = Timestamp(iso8601: "2026-11-24")
        #expect(bench.desk.state.withLock { $0.queries.first } == query)
    }

    @Test("words that are no states, kinds or types are named")
    func wrongFilters() async throws {
        let reply = try await bench.call(.get, "/v1/tasks?status=queued,done&kind=,&trigger_type=x")
        #expect(try reply.wrongFields == ["status", "kind", "trigger_type"])
    }

    @Test("a cancellation says whether Midjourney has it")
    func cancellation() async throws {
        let unsent = try Samples.task().after(.cancelled)
        let sent = try Samples.task().after(.dispatching, .submitted, .cancelled)
        for (task, word) in [(unsent, "no"), (sent, "yes")] {
            bench.desk.state.withLock { $0.task = task }
            let reply = try await bench.call(.delete, "/v1/tasks/t")
            #expect(try reply["cancellation"]?["sent"]?.string == word)
        }
    }
}
