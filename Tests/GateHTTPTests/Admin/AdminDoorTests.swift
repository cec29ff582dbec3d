import GateCore
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import GateHTTP

@Suite("Signing in to the admin page")
struct AdminDoorTests {
    /// One edge for all calls of a test, since sessions are its own.
    private func talk(_ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws
    {
        var bench = try await Bench()
        bench.journal = nil
        try await bench.edge.application().test(.router, body)
    }

    private static func signIn(
        _ client: any TestClientProtocol, key: String = "admin", headers: HTTPFields = [:]
    ) async throws -> (reply: Reply, cookie: String, proof: String) {
        var sent = headers
        sent[.contentType] = sent[.contentType] ?? "application/json"
        let reply = Reply(
            try await client.executeRequest(
                uri: "/admin/session", method: .post, headers: sent,
                body: ByteBuffer(string: "{\"key\":\"\(key)\"}")))
        let cookie = reply.headers[.setCookie]?.split(separator: ";").first.map(String.init) ?? ""
        return (reply, cookie, try reply["csrf_token"]?.string ?? "")
    }

    private static func call(
        _ client: any TestClientProtocol, _ method: HTTPRequest.Method, _ path: String,
        _ headers: HTTPFields
    ) async throws -> Int {
        try await client.executeRequest(uri: path, method: method, headers: headers, body: nil)
            .status.code
    }

    @Test("an admin key gives a cookie that scripts cannot read and other sites do not send")
    func cookie() async throws {
        try await talk { client in
            let (reply, _, proof) = try await Self.signIn(client)
            #expect(reply.status == 200)
            #expect(proof.count == 64)
            let cookie = try #require(reply.headers[.setCookie])
            #expect(cookie.contains("; HttpOnly; SameSite=Strict"))
            #expect(!cookie.contains("Secure"))
            let secure = try await Self.signIn(client, headers: [.forwardedProto: "https"])
            #expect(secure.reply.headers[.setCookie]?.hasPrefix("__Host-") == true)
            #expect(secure.reply.headers[.setCookie]?.hasSuffix("; Secure") == true)
        }
    }

    @Test("a tenant's key, an unknown one and a form of another site open nothing")
    func refusals() async throws {
        try await talk { client in
            #expect(try await Self.signIn(client, key: "pg_a").reply.status == 403)
            #expect(try await Self.signIn(client, key: "nobody").reply.status == 401)
            let plain = try await Self.signIn(client, headers: [.contentType: "text/plain"])
            #expect(plain.reply.status == 400)
            let foreign = try await Self.signIn(client, headers: [.fetchSite: "cross-site"])
            #expect(foreign.reply.status == 403)
            #expect(foreign.reply.headers[.setCookie] == nil)
        }
    }

    @Test("a session reads, and changes something only with its proof")
    func proof() async throws {
        try await talk { client in
            let (_, cookie, proof) = try await Self.signIn(client)
            let path = "/v1/admin/rules"
            #expect(try await Self.call(client, .get, path, [.cookie: cookie]) == 200)
            #expect(try await Self.call(client, .get, path, [:]) == 401)
            let reload = "/v1/admin/rules/reload"
            #expect(try await Self.call(client, .post, reload, [.cookie: cookie]) == 403)
            let wrong: HTTPFields = [.cookie: cookie, .csrfToken: proof + "0"]
            #expect(try await Self.call(client, .post, reload, wrong) == 403)
            let right: HTTPFields = [.cookie: cookie, .csrfToken: proof]
            #expect(try await Self.call(client, .post, reload, right) == 200)
            var foreign = right
            foreign[.fetchSite] = "same-site"
            #expect(try await Self.call(client, .post, reload, foreign) == 403)
        }
    }

    @Test("a session is no key of a tenant")
    func adminsOnly() async throws {
        try await talk { client in
            let (_, cookie, _) = try await Self.signIn(client)
            #expect(try await Self.call(client, .get, "/v1/tasks", [.cookie: cookie]) == 401)
        }
    }

    @Test("signing out ends the session, for whoever kept the cookie too")
    func signOut() async throws {
        try await talk { client in
            let (_, cookie, proof) = try await Self.signIn(client)
            let path = "/admin/session"
            #expect(try await Self.call(client, .delete, path, [.cookie: cookie]) == 403)
            let headers: HTTPFields = [.cookie: cookie, .csrfToken: proof]
            #expect(try await Self.call(client, .delete, path, headers) == 204)
            #expect(try await Self.call(client, .get, "/v1/admin/rules", [.cookie: cookie]) == 401)
        }
    }

    @Test("too many wrong keys are 429, and the right one too for a while")
    func slowsDown() async throws {
        try await talk { client in
            for _ in 0..<SignInGuard.burst {
                #expect(try await Self.signIn(client, key: "nobody").reply.status == 401)
            }
            let late = try await Self.signIn(client).reply
            #expect(late.status == 429)
            #expect(late.headers[.retryAfter] != nil)
        }
    }
}
