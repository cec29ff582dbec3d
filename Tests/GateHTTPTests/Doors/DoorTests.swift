import GateCore
import HTTPTypes
import Testing

@testable import GateHTTP

@Suite("Doors")
struct DoorTests {
    @Test("no key and an unknown key are 401, code 18, with WWW-Authenticate")
    func unauthenticated() async throws {
        let bench = try await Bench()
        for key in [nil, "pg_unknown"] {
            let reply = try await bench.call(.get, "/v1/tasks", key: key)
            #expect(reply.status == 401)
            #expect(try reply.code == 18)
            #expect(reply.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test(
        "the scheme is caseless, and what is no bearer key is refused",
        arguments: [
            ("Bearer pg_a", 200), ("bEARER pg_a", 200), ("Bearer  pg_a", 200), ("Basic pg_a", 401),
            ("pg_a", 401), ("Bearer", 401), ("Bearer ", 401), ("Bearer pg_a pg_a", 401),
            ("Bearer " + String(repeating: "a", count: 600), 401), ("Bearer pg_ä", 401),
        ])
    func schemes(_ header: String, _ status: Int) async throws {
        let bench = try await Bench()
        let reply = try await bench.call(
            .get, "/v1/tasks", key: nil, headers: [.authorization: header])
        #expect(reply.status == status)
    }

    @Test("nobody without a key learns what is wrong with a body")
    func authenticationFirst() async throws {
        let bench = try await Bench()
        let big = String(repeating: " ", count: 70_000)
        #expect(try await bench.call(.post, "/v1/moderate", big, key: nil).status == 401)
        #expect(try await bench.call(.post, "/v1/moderate", big).status == 413)
    }

    @Test("a paused tenant is kept out, code 19")
    func paused() async throws {
        let bench = try await Bench()
        try await bench.changeTenant { $0.paused = true }
        let reply = try await bench.call(.post, "/v1/moderate", #"{"text":"a"}"#)
        #expect(reply.status == 403)
        #expect(try reply.code == 19)
    }

    @Test("an admin key is let in where a tenant's key is not")
    func admins() async throws {
        let bench = try await Bench()
        let paths = [
            "/v1/admin/tenants", "/v1/admin/audit", "/v1/admin/reports/banned-prompts",
            "/v1/admin/rules", "/v1/admin/accounts",
        ]
        for path in paths {
            let refused = try await bench.call(.get, path)
            #expect(refused.status == 403)
            #expect(try refused.code == 19)
            #expect(try await bench.call(.get, path, key: "admin").status == 200)
            #expect(try await bench.call(.get, path, key: nil).status == 401)
        }
    }

    @Test("an admin whose own tenant is paused can still end the pause")
    func pausedAdmin() async throws {
        let bench = try await Bench()
        let pause = try await bench.call(
            .patch, "/v1/admin/tenants/default", #"{"paused":true}"#, key: "admin")
        #expect(pause.status == 200)
        #expect(try await bench.call(.get, "/v1/tasks", key: "admin").status == 403)
        let end = try await bench.call(
            .patch, "/v1/admin/tenants/default", #"{"paused":false}"#, key: "admin")
        #expect(end.status == 200)
        #expect(try await bench.call(.get, "/v1/tasks", key: "admin").status == 200)
    }

    @Test("an unknown path is 404, code 21; a wrong method is 405 with Allow")
    func paths() async throws {
        let bench = try await Bench()
        for key in [nil, "pg_a"] {
            let unknown = try await bench.call(.get, "/v1/nothing", key: key)
            #expect(unknown.status == 404)
            #expect(try unknown.code == 21)
            #expect(unknown.headers[.contentType] == "application/problem+json")
        }
        let wrong = try await bench.call(.put, "/v1/tasks/abc", "{}")
        #expect(wrong.status == 405)
        #expect(wrong.headers[.allow] == "DELETE, GET, HEAD")
        #expect(try wrong["status"] == 405)
        #expect(try await bench.call(.get, "/v1/moderate").headers[.allow] == "POST")
    }
}
