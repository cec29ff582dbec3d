import GateCore
import Testing

@testable import GateFakeDiscord

extension RunningFake {
    /// Announces and PUTs a file.
    /// - Returns: its `upload_filename`.
    func upload(_ bytes: [UInt8], named name: String) async throws -> String {
        let announced = try await announce(name, size: bytes.count)
        let put = try await self.put(bytes, to: announced)
        #expect(put.status == 200)
        return try #require(announced["upload_filename"]?.string)
    }

    /// Announces a file.
    func announce(_ name: String, size: Int) async throws -> JSONValue {
        let answer = try await api(
            "POST", "/channels/\(Bodies.channel)/attachments",
            ["files": [["filename": .string(name), "file_size": .int(Int64(size)), "id": "0"]]])
        return try #require(answer.json["attachments"]?[0])
    }

    /// PUTs the bytes of an announced file.
    func put(_ bytes: [UInt8], to announced: JSONValue) async throws -> TestAnswer {
        let link = try #require(announced["upload_url"]?.string)
        return try await open(
            "PUT", path(of: link), headers: [("Content-Type", "image/png")], body: bytes)
    }

    /// A link to this server, without the server.
    func path(of link: String) -> String {
        String(link.dropFirst("http://127.0.0.1:\(port)".count))
    }
}
