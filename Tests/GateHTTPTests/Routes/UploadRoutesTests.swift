import GateCore
import HTTPTypes
import NIOCore
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Uploads")
struct UploadRoutesTests {
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func form(
        _ content: [UInt8], field: String = "file", type: String? = "image/png"
    ) -> ByteBuffer {
        var body = ByteBuffer(
            string: "--b\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"a\"\r\n")
        if let type { body.writeString("Content-Type: \(type)\r\n") }
        body.writeString("\r\n")
        body.writeBytes(content)
        body.writeString("\r\n--b--\r\n")
        return body
    }

    private func upload(_ body: ByteBuffer, to bench: Bench) async throws -> Reply {
        try await bench.call(
            .post, "/v1/api/trigger/upload",
            headers: [.contentType: "multipart/form-data; boundary=b"], bytes: body)
    }

    @Test("an image goes to the desk as what its bytes are, and the answer is the seed's")
    func image() async throws {
        let bench = try await Bench()
        let reply = try await upload(Self.form(Self.png + [1, 2, 3], type: nil), to: bench)
        #expect(
            reply.text
                == #"{"message":"success","upload_filename":"u/1.png","#
                + #""upload_url":"https://up.test/1","trigger_id":"99"}"#)
        let uploads = bench.desk.state.withLock { $0.uploads }
        #expect(uploads.map(\.bytes) == [11])
        #expect(uploads.map(\.contentType) == ["image/png"])
    }

    @Test("what is no image, or another than it says, is refused by field")
    func refused() async throws {
        let bench = try await Bench()
        let bodies = [
            Self.form(Array("<svg/>".utf8), type: "image/svg+xml"),
            Self.form(Array("text".utf8)), Self.form([]),
            Self.form(Self.png, type: "image/jpeg"), ByteBuffer(string: "--b--"),
        ]
        for body in bodies {
            let reply = try await upload(body, to: bench)
            #expect(reply.status == 400)
            #expect(try reply.code == 13)
            #expect(try reply.wrongFields == ["file"])
        }
        #expect(bench.desk.state.withLock { $0.uploads.isEmpty })
    }

    @Test("a field that the call has not is named")
    func unknownField() async throws {
        let reply = try await upload(Self.form(Self.png, field: "image"), to: try await Bench())
        #expect(try reply.wrongFields == ["image", "file"])
    }

    @Test("a body that is no form is refused, code 13")
    func noForm() async throws {
        let bench = try await Bench()
        let json = try await bench.call(.post, "/v1/api/trigger/upload", "{}")
        #expect(json.status == 400)
        #expect(try json.code == 13)
        let cut = try await upload(ByteBuffer(string: "--b\r\nContent-"), to: bench)
        #expect(try cut.wrongFields == ["file"])
    }

    @Test("an image may have 25 MiB and no more")
    func cap() throws {
        let fitting = Self.png + [UInt8](repeating: 7, count: UploadRoutes.imageCap - 8)
        for (content, isTaken) in [(fitting, true), (fitting + [7], false)] {
            let part = MultipartPart(
                name: "file", filename: "a", contentType: nil, content: ByteBuffer(bytes: content))
            if isTaken {
                #expect(try UploadRoutes.image(in: [part]).1.count == UploadRoutes.imageCap)
            } else {
                let problem = #expect(throws: Problem.self) { try UploadRoutes.image(in: [part]) }
                #expect(problem?.code == .tooLarge)
            }
        }
    }

    @Test("a form beyond the cap is refused by its declared length, code 25")
    func tooLarge() async throws {
        let bench = try await Bench()
        let body = ByteBuffer(
            repeating: 0, count: UploadRoutes.imageCap + UploadRoutes.formCap + 1)
        let reply = try await upload(body, to: bench)
        #expect(reply.status == 413)
        #expect(try reply.code == 25)
    }

    @Test("without Discord settings an image is refused only after it was looked at")
    func missingVariables() async throws {
        var bench = try await Bench()
        bench.missing = ["CHANNEL_ID"]
        #expect(try await upload(Self.form(Self.png), to: bench).code == 11)
        #expect(try await upload(Self.form([]), to: bench).code == 13)
    }

    @Test("places run out, for one tenant before they do for all, and come back")
    func places() {
        let places = Places(total: 3, each: 2)
        #expect(places.take(for: "a") && places.take(for: "a"))
        #expect(!places.take(for: "a"))
        #expect(places.take(for: "b"))
        #expect(!places.take(for: "b"))
        places.give(for: "a")
        #expect(places.take(for: "b"))
        #expect(!places.take(for: "a"))
    }
}
