import NIOCore
import Testing

@testable import GateHTTP

@Suite("Reading forms")
struct MultipartReaderTests {
    private func parts(_ body: String, boundary: String = "b") throws -> [MultipartPart] {
        try MultipartReader.parts(of: ByteBuffer(string: body), boundary: boundary)
    }

    private let file = "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"

    @Test("fields and files come out with names, types and contents")
    func form() throws {
        let body =
            "preamble\r\n--b\r\n\(file)Content-Type: image/png; x=y\r\n\r\nDATA\r\n"
            + "--b \t\r\ncontent-disposition: FORM-DATA; name=note\r\n\r\n\r\n--b--\r\nepilogue"
        let parts = try parts(body)
        #expect(parts.map(\.name) == ["file", "note"])
        #expect(parts.map(\.filename) == ["a.png", nil])
        #expect(parts.map(\.contentType) == ["image/png", nil])
        #expect(parts.map { String(buffer: $0.content) } == ["DATA", ""])
    }

    @Test("content that looks like a boundary stays content")
    func lookalikes() throws {
        let content = "a--b\r\n--bb\r\n--b-\r\n\r\n-b\n--b--\r\n--b x"
        let parts = try parts("--b\r\n\(file)\r\n\(content)\r\n--b--")
        #expect(parts.map { String(buffer: $0.content) } == [content])
    }

    @Test("a part without content may lack the line end of its content")
    func emptyPart() throws {
        let parts = try parts("--b\r\n\(file)\r\n--b--")
        #expect(parts.map { $0.content.readableBytes } == [0])
    }

    @Test("a form may be empty")
    func emptyForm() throws {
        #expect(try parts("--b--").isEmpty)
    }

    @Test("contents of any bytes come out as they went in")
    func binary() throws {
        var body = ByteBuffer(string: "--b\r\n\(file)\r\n")
        let content = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) } + [0x0D, 0x0A, 0x0D]
        body.writeBytes(content)
        body.writeString("\r\n--b--\r\n")
        let parts = try MultipartReader.parts(of: body, boundary: "b")
        #expect(parts.map { Array($0.content.readableBytesView) } == [content])
    }

    @Test(
        "bodies that are no forms are refused",
        arguments: [
            "", "x", "--b", "--b\r\n", "--b\r\nX", "--b\r\n\r\n\r\n--b--", "--c--",
            "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--",
            "--b\r\nno colon\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b\r\n",
            "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
            "--b\nContent-Disposition: form-data; name=a\n\nx\n--b--",
        ])
    func malformed(_ body: String) {
        #expect(throws: MultipartFault.self) { try parts(body) }
    }

    @Test("too many parts and too long headers are refused")
    func caps() throws {
        let part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n"
        let full = String(repeating: part, count: MultipartReader.partCap)
        #expect(try parts(full + "--b--").count == MultipartReader.partCap)
        #expect(throws: MultipartFault.self) { try parts(full + part + "--b--") }
        let long = "X: " + String(repeating: "y", count: MultipartReader.headerCap) + "\r\n"
        #expect(throws: MultipartFault.self) { try parts("--b\r\n\(long)\(file)\r\nx\r\n--b--") }
    }

    @Test("every prefix of a form is refused, and none crashes")
    func prefixes() {
        let body = "--b\r\n\(file)Content-Type: image/png\r\n\r\nDATA\r\n--b--"
        for count in 0..<body.utf8.count {
            let prefix = String(decoding: Array(body.utf8)[..<count], as: UTF8.self)
            #expect(throws: MultipartFault.self) { try parts(prefix) }
        }
    }

    @Test("the boundary comes from the content type, quoted or not")
    func boundaries() throws {
        #expect(try MultipartReader.boundary(of: "multipart/form-data; boundary=ab") == "ab")
        #expect(
            try MultipartReader.boundary(of: "Multipart/Form-Data; charset=x; Boundary=\"a b\\\"\"")
                == "a b\"")
        for bad in [
            nil, "", "application/json", "multipart/mixed; boundary=a", "multipart/form-data",
            "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=" + String(repeating: "a", count: 71),
            "multipart/form-data; boundary=\"a\r\nb\"",
        ] {
            #expect(throws: MultipartFault.self) { try MultipartReader.boundary(of: bad) }
        }
    }
}
