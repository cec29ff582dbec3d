import Foundation
import GateCore

/// Calls the gateway as a tenant's program does: over HTTP, with a key.
struct DemoClient: Sendable {
    /// `http://127.0.0.1:PORT`.
    let base: String
    let key: String
    let transport: any HTTPTransport

    /// What the gateway answered.
    struct Answer: Sendable {
        let status: Int
        let body: JSONValue
    }

    /// Posts a JSON body.
    /// - Throws: `HTTPFault`, or a decoding error when the answer is no JSON.
    func post(_ path: String, _ body: JSONValue) async throws -> Answer {
        try await send(
            "POST", path, Array(try JSONEncoder().encode(body)), type: "application/json")
    }

    /// Uploads an image as a form does.
    /// - Throws: as `post`.
    func upload(_ image: [UInt8], named name: String) async throws -> Answer {
        let boundary = "promptgate-demo"
        var body = Array(
            """
            --\(boundary)\r
            Content-Disposition: form-data; name="file"; filename="\(name)"\r
            Content-Type: image/png\r
            \r

            """.utf8)
        body += image
        body += Array("\r\n--\(boundary)--\r\n".utf8)
        return try await send(
            "POST", "/v1/api/trigger/upload", body,
            type: "multipart/form-data; boundary=\(boundary)")
    }

    /// The bytes at an address.
    /// - Throws: `HTTPFault`.
    func download(_ url: String) async throws -> [UInt8] {
        try await transport.send(HTTPCall("GET", url, maxAnswerBytes: 32 << 20)).body
    }

    private func send(
        _ method: String, _ path: String, _ body: [UInt8], type: String
    ) async throws -> Answer {
        let answer = try await transport.send(
            HTTPCall(
                method, base + path,
                headers: [("Authorization", "Bearer \(key)"), ("Content-Type", type)], body: body))
        let json = try JSONDecoder().decode(JSONValue.self, from: Data(answer.body))
        return Answer(status: answer.status, body: json)
    }
}
