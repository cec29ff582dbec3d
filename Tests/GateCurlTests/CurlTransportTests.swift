import GateCore
import Synchronization
import Testing

@testable import GateCurl

@Suite("libcurl's transport", .timeLimit(.minutes(1)))
struct CurlTransportTests {
    private let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    private static func ok(_ body: String, headers: String = "") -> String {
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
    }

    @Test("An answer has its status, headers in order and body")
    func answer() async throws {
        let server = try LoopbackServer(
            answering: "HTTP/1.1 418 Teapot\r\nX-One: 1\r\nx-two:  2 \r\nX-One: 3\r\n"
                + "Content-Length: 5\r\n\r\nhello")
        defer { server.stop() }
        let answer = try await transport.send(HTTPCall("GET", server.url + "/a"))
        #expect(answer.status == 418)
        #expect(String(decoding: answer.body, as: UTF8.self) == "hello")
        #expect(answer.headers.map(\.name).prefix(3) == ["X-One", "x-two", "X-One"])
        #expect(answer.headers.map(\.value).prefix(3) == ["1", "2", "3"])
    }

    @Test(
        "What is asked is what arrives: method, path, headers, body", arguments: [0, 1, 3_000_000])
    func request(size: Int) async throws {
        let seen = Mutex<(head: String, body: [UInt8])?>(nil)
        let server = try LoopbackServer { connection in
            guard let request = connection.request() else { return }
            seen.withLock { $0 = request }
            connection.write(Self.ok(""))
        }
        defer { server.stop() }
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        _ = try await transport.send(
            HTTPCall(
                "PUT", server.url + "/x?y=1",
                headers: [("Content-Type", "image/webp"), ("X-Empty", "")], body: body))
        let request = try #require(seen.withLock { $0 })
        #expect(request.head.hasPrefix("PUT /x?y=1 HTTP/1.1\r\n"))
        #expect(request.head.contains("\r\nContent-Type: image/webp\r\n"))
        #expect(request.head.contains("\r\nContent-Length: \(size)\r\n"))
        #expect(request.head.contains("\r\nX-Empty:"))
        #expect(!request.head.lowercased().contains("expect:"))
        #expect(request.body == body)
    }

    @Test("An interim answer's headers are not the answer's")
    func interim() async throws {
        let server = try LoopbackServer(
            answering: "HTTP/1.1 103 Early Hints\r\nX-Hint: 1\r\n\r\n" + Self.ok("x"))
        defer { server.stop() }
        let answer = try await transport.send(HTTPCall("GET", server.url))
        #expect(answer.status == 200)
        #expect(answer.header("X-Hint") == nil)
    }

    @Test("An answer that is too long fails, and is not read to its end")
    func tooLong() async throws {
        let server = try LoopbackServer { connection in
            guard connection.request() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            connection.write([UInt8](repeating: 0, count: 64 << 20))
        }
        defer { server.stop() }
        await #expect(throws: HTTPFault.answerTooLarge) {
            try await transport.send(HTTPCall("GET", server.url, maxAnswerBytes: 1000))
        }
    }

    @Test("An answer of just the allowed length is taken")
    func justFits() async throws {
        let server = try LoopbackServer(answering: Self.ok(String(repeating: "a", count: 1000)))
        defer { server.stop() }
        let answer = try await transport.send(
            HTTPCall("GET", server.url, maxAnswerBytes: 1000))
        #expect(answer.body.count == 1000)
    }

    @Test("Headers without end fail the call")
    func tooManyHeaders() async throws {
        let server = try LoopbackServer { connection in
            guard connection.request() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n")
            for _ in 0..<10_000 { connection.write("X-A: 0123456789\r\n") }
            connection.waitForEnd()
        }
        defer { server.stop() }
        await #expect(throws: HTTPFault.answerTooLarge) {
            try await transport.send(HTTPCall("GET", server.url))
        }
    }

    @Test("No answer in time is unanswered, with and without a body", arguments: [nil, [1]])
    func slow(body: [UInt8]?) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.waitForEnd()
        }
        defer { server.stop() }
        await #expect(throws: HTTPFault.unanswered("Timeout was reached")) {
            try await transport.send(
                HTTPCall("POST", server.url, body: body, timeout: .milliseconds(150)))
        }
    }

    @Test(
        "An answer that is not HTTP may have come of the request, and is told as one",
        arguments: [nil, [1]] as [[UInt8]?], ["\u{1}\u{2}garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"])
    func malformed(body: [UInt8]?, answer: String) async throws {
        let server = try LoopbackServer { connection in
            guard connection.request() != nil else { return }
            connection.write(answer)
        }
        defer { server.stop() }
        await #expect {
            try await transport.send(HTTPCall("POST", server.url, body: body))
        } throws: { error in
            if case HTTPFault.malformed = error { true } else { false }
        }
    }

    @Test("No connection in time is not sent")
    func blackHole() async throws {
        // A listener whose queue is full drops further SYNs: the dialler hears nothing.
        let (listener, port) = try LoopbackSocket.listen(backlog: 0)
        defer { LoopbackSocket.shut(listener) }
        let fillers = try (0..<4).map { _ in try LoopbackSocket.dialWithoutWaiting(port) }
        defer { for filler in fillers { LoopbackSocket.shut(filler) } }
        await #expect(throws: HTTPFault.notSent("Timeout was reached")) {
            try await transport.send(
                HTTPCall(
                    "POST", "http://127.0.0.1:\(port)", body: [1], timeout: .milliseconds(200)))
        }
    }

    @Test("A refused connection is not sent, and says so")
    func refused() async throws {
        let port = try LoopbackSocket.refusingPort()
        await #expect(
            throws: HTTPFault.notSent("Couldn't connect to server: Connection refused")
        ) {
            try await transport.send(HTTPCall("POST", "http://127.0.0.1:\(port)", body: [1]))
        }
    }

    @Test("A name that does not exist is not sent")
    func noName() async throws {
        await #expect(
            performing: {
                try await transport.send(
                    HTTPCall("GET", "http://nowhere.invalid/", timeout: .seconds(2)))
            }, throws: isNotSent)
    }

    @Test("A server without TLS where TLS is asked for gets nothing")
    func noTLS() async throws {
        let server = try LoopbackServer { connection in
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            connection.waitForEnd()
        }
        defer { server.stop() }
        await #expect(
            performing: {
                try await transport.send(
                    HTTPCall(
                        "POST", "https://127.0.0.1:\(server.port)", body: [1],
                        timeout: .seconds(2)))
            }, throws: isNotSent)
    }

    @Test("A connection cut after the request is unanswered", arguments: [false, true])
    func cut(byReset: Bool) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            if byReset { connection.endByReset() }
        }
        defer { server.stop() }
        await #expect(
            performing: {
                try await transport.send(HTTPCall("POST", server.url, body: [1, 2]))
            }, throws: isUnanswered)
    }

    @Test("An answer cut in its middle is unanswered")
    func half() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        }
        defer { server.stop() }
        await #expect(
            performing: {
                try await transport.send(HTTPCall("POST", server.url, body: [1]))
            }, throws: isUnanswered)
    }

    @Test("One connection serves calls that follow each other")
    func reuse() async throws {
        let server = try LoopbackServer(answering: Self.ok("x"))
        defer { server.stop() }
        for _ in 0..<20 {
            _ = try await transport.send(HTTPCall("POST", server.url, body: [1]))
        }
        #expect(server.connections == 1)
    }

    @Test("A request is not repeated when a kept connection dies under it")
    func noRepeat() async throws {
        let requests = Atomic(0)
        let server = try LoopbackServer { connection in
            for answers in [true, false] {
                guard connection.request() != nil else { return }
                requests.add(1, ordering: .acquiringAndReleasing)
                if answers { connection.write(Self.ok("x")) }
            }
        }
        defer { server.stop() }
        _ = try await transport.send(HTTPCall("POST", server.url, body: [1]))
        await #expect(
            performing: {
                try await transport.send(HTTPCall("POST", server.url, body: [2]))
            }, throws: isUnanswered)
        #expect(requests.load(ordering: .acquiring) == 2)
    }

    @Test("The address to dial goes before the name, which stays in the request")
    func dial() async throws {
        let seen = Mutex("")
        let server = try LoopbackServer { connection in
            guard let request = connection.request() else { return }
            seen.withLock { $0 = request.head }
            connection.write(Self.ok("x"))
        }
        defer { server.stop() }
        let answer = try await transport.send(
            HTTPCall("GET", "http://nowhere.invalid:\(server.port)/", dial: "127.0.0.1"))
        #expect(answer.status == 200)
        #expect(seen.withLock { $0 }.contains("\r\nHost: nowhere.invalid:\(server.port)\r\n"))
    }

    @Test("A kept connection to one address is not used for another")
    func dialIsNotReused() async throws {
        let server = try LoopbackServer(answering: Self.ok("x"))
        defer { server.stop() }
        let url = "http://nowhere.invalid:\(server.port)/"
        _ = try await transport.send(HTTPCall("GET", url, dial: "127.0.0.1"))
        await #expect(
            performing: {
                try await transport.send(HTTPCall("GET", url, dial: "::1"))
            }, throws: isNotSent)
        await #expect(
            performing: { try await transport.send(HTTPCall("GET", url)) }, throws: isNotSent)
        #expect(server.connections == 1)
    }

    @Test("A redirect is an answer, not followed")
    func redirect() async throws {
        let server = try LoopbackServer(
            answering: "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        let answer = try await transport.send(HTTPCall("GET", server.url))
        #expect(answer.status == 302)
        #expect(answer.header("location") == "/elsewhere")
    }

    @Test("A proxy named by the call is asked, for http by absolute address")
    func proxy() async throws {
        let seen = Mutex("")
        let server = try LoopbackServer { connection in
            guard let request = connection.request() else { return }
            seen.withLock { $0 = request.head }
            connection.write(Self.ok("x"))
        }
        defer { server.stop() }
        let answer = try await transport.send(
            HTTPCall("GET", "http://nowhere.invalid/x", proxy: server.url))
        #expect(answer.status == 200)
        #expect(seen.withLock { $0 }.hasPrefix("GET http://nowhere.invalid/x HTTP/1.1\r\n"))
    }

    @Test("A proxy that refuses the tunnel gets nothing of the request")
    func refusingProxy() async throws {
        let server = try LoopbackServer(
            answering: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        defer { server.stop() }
        await #expect(
            performing: {
                try await transport.send(
                    HTTPCall("POST", "https://nowhere.invalid/x", body: [1], proxy: server.url))
            }, throws: isNotSent)
    }

    @Test(
        "A call that could mean something else is not sent",
        arguments: [
            HTTPCall("GET", "ftp://127.0.0.1/"), HTTPCall("GET", "file:///etc/passwd"),
            HTTPCall("GET", "127.0.0.1"), HTTPCall("GET", "http://127.0.0.1/a b"),
            HTTPCall("GET", "http://127.0.0.1/\r\nX: y"),
            HTTPCall("GET /x HTTP/1.1\r\n", "http://a"),
            HTTPCall("GET", "http://127.0.0.1:99999/"), HTTPCall("GET", "http://"),
            HTTPCall("GET", "http://127.0.0.1", headers: [("X", "a\r\nY: b")]),
            HTTPCall("GET", "http://127.0.0.1", headers: [("X\r\nY", "a")]),
            HTTPCall("GET", "http://127.0.0.1", headers: [("X", "a\u{0}b")]),
            HTTPCall("POST", "http://127.0.0.1", headers: [("Content-Length", "0")], body: [1]),
            HTTPCall("GET", "http://127.0.0.1", dial: "localhost"),
            HTTPCall("GET", "http://127.0.0.1", dial: "127.0.0.1:1"),
        ])
    func refusedCall(call: HTTPCall) async throws {
        await #expect(performing: { try await transport.send(call) }, throws: isNotSent)
    }

    @Test("Cancelling ends the transfer, and the server sees the connection end")
    func cancel() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Bool.self)
        let server = try LoopbackServer { connection in
            _ = connection.request()
            arrived.yield(true)
            connection.waitForEnd()
            arrived.yield(false)
        }
        defer { server.stop() }
        let task = Task { try await transport.send(HTTPCall("GET", server.url)) }
        var steps = arrivals.makeAsyncIterator()
        #expect(await steps.next() == true)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await steps.next() == false)
    }

    @Test("A call of a task that is cancelled already never reaches the server")
    func cancelledBefore() async throws {
        let server = try LoopbackServer(answering: Self.ok("x"))
        defer { server.stop() }
        let (gate, opened) = AsyncStream.makeStream(of: Never.self)
        let task = Task {
            for await _ in gate {}
            return try await transport.send(HTTPCall("GET", server.url))
        }
        task.cancel()
        opened.finish()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.connections == 0)
    }

    @Test("Two hundred calls at once are all answered, each with its own answer")
    func many() async throws {
        let server = try LoopbackServer { connection in
            while let request = connection.request() {
                connection.write(Self.ok(String(decoding: request.body, as: UTF8.self)))
            }
        }
        defer { server.stop() }
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let body = Array("call \(number)".utf8)
                    let answer = try await transport.send(
                        HTTPCall("POST", server.url, body: body))
                    return answer.body == body
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(right == 200)
        #expect(server.connections <= 64)
    }

    @Test("A server that hangs does not hold up another")
    func independence() async throws {
        let stuck = try LoopbackServer { $0.waitForEnd() }
        let good = try LoopbackServer(answering: Self.ok("x"))
        defer {
            stuck.stop()
            good.stop()
        }
        let waiting = (0..<100).map { _ in
            Task { try await transport.send(HTTPCall("GET", stuck.url)) }
        }
        #expect(try await transport.send(HTTPCall("GET", good.url)).status == 200)
        for task in waiting { task.cancel() }
        for task in waiting {
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test("A shutdown ends what runs, and what follows is not sent")
    func shutdown() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { connection in
            _ = connection.request()
            arrived.yield()
            connection.waitForEnd()
        }
        defer { server.stop() }
        let task = Task { try await transport.send(HTTPCall("POST", server.url, body: [1])) }
        var steps = arrivals.makeAsyncIterator()
        _ = await steps.next()
        transport.shutdown()
        transport.shutdown()
        await #expect(throws: CurlFault.cutOff) { try await task.value }
        await #expect(throws: CurlFault.shutDown) {
            try await transport.send(HTTPCall("GET", server.url))
        }
    }
}

private func isNotSent(_ error: any Error) -> Bool {
    if case HTTPFault.notSent = error { true } else { false }
}

private func isUnanswered(_ error: any Error) -> Bool {
    if case HTTPFault.unanswered = error { true } else { false }
}
