import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("The user on whose behalf a tenant calls")
struct EndUserTests {
    private static let button =
        #""msg_id":"1","msg_hash":"0a1b2c3d-0000-1111-2222-333344445555","trigger_id":"t""#

    private func users(
        _ path: String, _ body: String, header: String? = nil
    ) async throws -> [String?] {
        let bench = try await Bench()
        var headers = HTTPFields()
        headers[.endUser] = header
        let reply = try await bench.call(.post, path, body, headers: headers)
        #expect(reply.status == 200, "\(reply.text)")
        return bench.desk.state.withLock { $0.endUsers }
    }

    @Test(
        "is taken from the body of every call that is judged",
        arguments: [
            ("/v1/api/trigger/imagine", #""prompt":"a""#),
            ("/v1/api/trigger/reset", button),
            ("/v1/api/trigger/describe", #""upload_filename":"a/b.png","trigger_id":"t""#),
            ("/v1/api/trigger/message", #""upload_filename":"a/b.png""#),
            ("/v1/moderate", #""text":"a""#),
        ])
    func body(_ path: String, _ members: String) async throws {
        #expect(try await users(path, "{\(members)}") == [nil])
        #expect(try await users(path, #"{\#(members),"user":"zoë 7"}"#) == ["zoë 7"])
    }

    @Test("is the header's, when both name one")
    func header() async throws {
        let body = #"{"text":"a","user":"body"}"#
        #expect(try await users("/v1/moderate", body, header: "head@x.test") == ["head@x.test"])
        #expect(try await users("/v1/moderate", #"{"text":"a"}"#, header: "head") == ["head"])
    }

    @Test(
        "is refused when it is too long or does not show",
        arguments: [
            "", "  ", String(repeating: "é", count: 65), "a\u{200B}b", "a\tb", "a\u{E000}",
            "a\u{FFFD}",
        ])
    func refused(_ name: String) async throws {
        #expect(!FieldShape.endUser.holds(name))
        let bench = try await Bench()
        var headers = HTTPFields()
        headers[.endUser] = name
        let byHeader = try await bench.call(
            .post, "/v1/moderate", #"{"text":"a"}"#, headers: headers)
        #expect(byHeader.status == 400)
        #expect(try byHeader.wrongFields == ["X-End-User"])
        #expect(bench.desk.state.withLock { $0.callers.isEmpty })
    }

    @Test("is refused in a body, by its name")
    func refusedBody() async throws {
        let reply = try await Bench().call(
            .post, "/v1/moderate", #"{"text":"a","user":"a\u200bb"}"#)
        #expect(try reply.wrongFields == ["user"])
    }

    @Test("is refused when the header comes twice")
    func twice() async throws {
        var headers = HTTPFields()
        headers[values: .endUser] = ["a", "b"]
        let reply = try await Bench().call(
            .post, "/v1/moderate", #"{"text":"a"}"#, headers: headers)
        #expect(try reply.wrongFields == ["X-End-User"])
    }
}
