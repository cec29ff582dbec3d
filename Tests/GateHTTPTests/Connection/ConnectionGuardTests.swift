import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import GateHTTP

@Suite("Guarding a connection")
struct ConnectionGuardTests {
    private let channel = EmbeddedChannel(handler: ConnectionGuard())

    init() throws {
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func head(_ fields: HTTPFields = [:]) throws {
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "a", path: "/", headerFields: fields)
        try channel.writeInbound(HTTPRequestPart.head(head))
    }

    private func body(_ count: Int) throws {
        try channel.writeInbound(
            HTTPRequestPart.body(ByteBuffer(repeating: 0, count: count)))
    }

    private func answer() throws -> HTTPResponse? {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        guard case .head(let head)? = try channel.readOutbound(as: HTTPResponsePart.self) else {
            return nil
        }
        return head
    }

    @Test("an early answer says that the connection closes; the rest is dropped; then it closes")
    func early() throws {
        try head([.contentLength: "100"])
        try body(10)
        #expect(try answer()?.headerFields[.connection] == "close")
        while try channel.readInbound(as: HTTPRequestPart.self) != nil {}
        try body(80)
        #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
        #expect(channel.isActive)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        #expect(!channel.isActive)
    }

    @Test("an answer to a whole request keeps the connection")
    func whole() throws {
        try head()
        try channel.writeInbound(HTTPRequestPart.end(nil))
        #expect(try answer()?.headerFields[.connection] == nil)
        channel.embeddedEventLoop.advanceTime(by: .seconds(3600))
        #expect(channel.isActive)
    }

    @Test("a body that drips is cut off")
    func drip() throws {
        try head([.contentLength: "100"])
        for _ in 0..<19 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            try body(1)
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test("a body that comes fast enough is not cut off")
    func steady() throws {
        try head([.contentLength: "10000000"])
        for _ in 0..<60 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            try body(64 << 10)
        }
        #expect(channel.isActive)
    }

    @Test("a client that asks is told to send its body, unless it is too large")
    func expectation() throws {
        try head([.expect: "100-continue", .contentLength: "1000"])
        guard case .head(let told)? = try channel.readOutbound(as: HTTPResponsePart.self) else {
            Issue.record("nothing was said")
            return
        }
        #expect(told.status == .continue)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        try head([.expect: "100-continue", .contentLength: "99000000"])
        #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
    }
}
