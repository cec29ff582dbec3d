import GateCore
import HTTPTypes
import Testing

@testable import GateHTTP

@Suite("The OpenAPI document")
struct OpenAPIDocumentTests {
    /// An edge with every route there is.
    private func whole() async throws -> Bench {
        var bench = try await Bench()
        bench.suggestions = ScriptedBox()
        bench.metrics = NoMetrics()
        return bench
    }

    private struct NoMetrics: MetricsPage {
        func text(_ format: MetricsFormat) async -> String { "" }
    }

    private func document() async throws -> JSONValue {
        let reply = try await whole().call(.get, "/openapi.json", key: nil)
        #expect(reply.status == 200)
        return try reply.json
    }

    @Test("no route is without a declaration")
    func declared() async throws {
        let missing = try await whole().edge.routes.filter { $0.operation == nil }
        #expect(missing.map { "\($0.method) \($0.path)" } == [])
    }

    @Test("the document has the calls of the router and no other")
    func complete() async throws {
        let routes = try await whole().edge.routes
        let routed = Set(routes.map { "\($0.method.rawValue.lowercased()) \($0.path)" })
        var written: Set<String> = []
        for (path, calls) in try await document()["paths"]?.object ?? [:] {
            for method in (calls.object ?? [:]).keys { written.insert("\(method) \(path)") }
        }
        #expect(written == routed)
        #expect(routes.count == routed.count)
    }

    @Test("every call has a name of its own, and every part of a path its declaration")
    func names() async throws {
        let routes = try await whole().edge.routes
        let ids = routes.compactMap(\.operation?.id)
        #expect(Set(ids).count == ids.count)
        for route in routes {
            let parts = route.path.split(separator: "/").filter { $0.hasPrefix("{") }
                .map { String($0.dropFirst().dropLast()) }
            #expect(route.operation?.path.map(\.name) == parts, "\(route.path)")
            #expect(route.operation?.answers.isEmpty == false, "\(route.path)")
        }
    }

    @Test("the examples of bodies are what the calls take")
    func examples() async throws {
        for route in try await whole().edge.routes {
            guard let operation = route.operation, let example = operation.example,
                case .json(let members, let others, _)? = operation.body
            else { continue }
            let faults = Schema.object(members, others: others).faults(in: example)
            #expect(faults == [], "\(route.path)")
        }
    }

    @Test("every code of a problem is in it, and every reference leads somewhere")
    func codes() async throws {
        let document = try await document()
        #expect(document["openapi"] == "3.1.0")
        let codes = document["components"]?["schemas"]?["Problem"]?["properties"]?["code"]?["enum"]
        #expect(codes?.array?.count == ProblemCode.allCases.count)
        let known = Set((document["components"]?["schemas"]?.object ?? [:]).keys)
        for name in Self.references(in: document) { #expect(known.contains(name), "\(name)") }
    }

    @Test("what a body reads is what the document says")
    func fields() async throws {
        let paths = try await document()["paths"]
        let tenant = paths?["/v1/admin/tenants"]?["post"]?["requestBody"]?["content"]?[
            "application/json"]?["schema"]
        #expect(tenant?["required"] == ["id"])
        #expect(tenant?["properties"]?["id"]?["pattern"] == "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")
        let strikes = tenant?["properties"]?["strikes"]?["anyOf"]?[0]?["properties"]
        #expect(strikes?["pause_minutes"]?["anyOf"]?[0]?["maximum"] == 44_640)
        let limit = paths?["/v1/tasks"]?["get"]?["parameters"]?.array?.first {
            $0["name"] == "limit"
        }
        #expect(limit?["schema"]?["maximum"] == 200)
    }

    @Test("the page is served with a policy that lets nothing in from elsewhere")
    func page() async throws {
        let bench = try await Bench()
        for path in ["/docs", "/docs/docs.css", "/docs/docs.js"] {
            let reply = try await bench.call(.get, path, key: nil)
            #expect(reply.status == 200)
            #expect(reply.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
            #expect(!reply.text.contains("http://") && !reply.text.contains("https://"))
            #expect(!reply.text.contains("innerHTML") && !reply.text.contains(" style="))
        }
    }

    private static func references(in value: JSONValue) -> [String] {
        switch value {
        case .array(let list): return list.flatMap(references)
        case .object(let members):
            let prefix = "#/components/schemas/"
            let own = members["$ref"]?.string.flatMap { name in
                name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
            }
            return (own.map { [$0] } ?? []) + members.values.flatMap(references)
        default: return []
        }
    }
}
