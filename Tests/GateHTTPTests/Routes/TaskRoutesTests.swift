import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Tasks")
struct TaskRoutesTests {
    @Test("a task shows where it stands")
    func show() async throws {
        let bench = try await Bench()
        bench.desk.state.withLock { state in
            state.task = Samples.task(matches: [Samples.match(.flag)])
            state.position = 2
        }
        let reply = try await bench.call(.get, "/v1/tasks/t")
        let json = try reply.json
        #expect(json["trigger_id"] == "t")
        #expect(json["task_id"] == "task1")
        #expect(json["trigger_type"] == "generate")
        #expect(json["status"] == "queued")
        #expect(json["progress"] == 0)
        #expect(json["position"] == 2)
        #expect(json["prompt"] == "a cat")
        #expect(json["picurl"] == "https://i.test/a.png")
        #expect(json["reason"] == .null)
        #expect(json["result"] == .null)
        #expect(json["verdict"]?["action"] == "flag")
        #expect(json["verdict"]?["matches"]?[0]?["term"] == "blood")
        #expect(json["created_at"] == "2026-11-23T00:00:00.000Z")
        #expect(json["updated_at"] == "2026-11-23T00:00:00.000Z")
    }

    @Test("a task that ended shows its result as the webhook does, and the reason of a failure")
    func ended() async throws {
        let bench = try await Bench()
        let now = Timestamp(milliseconds: 0)
        let message = TaskResult(messageID: "12", content: "**a cat**")
        let finished = Samples.task()
            .applying(.dispatching, at: now, patience: TaskPatience())?
            .applying(.finished(message), at: now, patience: TaskPatience())
        bench.desk.state.withLock { $0.task = finished }
        let good = try await bench.call(.get, "/v1/tasks/t").json
        #expect(good["status"] == "finished")
        #expect(good["progress"] == 100)
        #expect(good["position"] == 0)
        #expect(good["result"]?["type"] == "end")
        #expect(good["result"]?["content"] == "**a cat**")
        let failed = Samples.task().applying(
            .failed(TaskFailure(.upstreamRefused, "Invalid link"), nil), at: now,
            patience: TaskPatience())
        bench.desk.state.withLock { $0.task = failed }
        let bad = try await bench.call(.get, "/v1/tasks/t").json
        #expect(bad["reason"] == "Invalid link")
        #expect(bad["code"] == 23)
    }

    @Test("an unknown task and a name that no task has are 404, code 21")
    func unknown() async throws {
        let bench = try await Bench()
        for path in [
            "/v1/tasks/nothing", "/v1/tasks/a%20b", "/v1/tasks/%2e%2e%2f", "/v1/tasks/%zz",
        ] {
            let reply = try await bench.call(.get, path)
            #expect(reply.status == 404)
            #expect(try reply.code == 21)
        }
    }

    @Test("a list is a page of the caller's own tasks")
    func list() async throws {
        let bench = try await Bench()
        bench.desk.state.withLock { state in
            state.task = Samples.task()
            state.nextCursor = "c2"
        }
        let reply = try await bench.call(.get, "/v1/tasks?status=timed_out&cursor=c1&limit=7")
        #expect(try reply["data"]?.array?.count == 1)
        #expect(try reply["data"]?[0]?["position"] == .null)
        #expect(try reply["next_cursor"] == "c2")
        let query = try #require(bench.desk.state.withLock { $0.queries.first })
        #expect(
            query == TaskQuery(tenant: "a", status: .timedOut, cursor: "c1", limit: 7))
    }

    @Test("wrong parameters of a list are named")
    func wrongQuery() async throws {
        let reply = try await Bench().call(.get, "/v1/tasks?status=done&limit=0&page=2")
        #expect(reply.status == 400)
        #expect(try reply.wrongFields == ["status", "limit", "page"])
    }

    @Test("cancelling answers the task, or why not")
    func cancel() async throws {
        let bench = try await Bench()
        bench.desk.state.withLock { $0.task = Samples.task() }
        #expect(try await bench.call(.delete, "/v1/tasks/t")["trigger_id"] == "t")
        bench.desk.state.withLock { $0.problem = Problem(.conflict, "It is over.") }
        #expect(try await bench.call(.delete, "/v1/tasks/t").status == 409)
    }
}
