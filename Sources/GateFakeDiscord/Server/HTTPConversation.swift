import GateCore
import NIOCore
import NIOHTTP1

/// Reads a connection's requests one after the other and answers them.
struct HTTPConversation: Sendable {
    /// A request on its way in.
    private struct Intake {
        let head: HTTPRequestHead
        var request: Request
        let match: Router.Match
    }

    let socket: any Channel
    let output: Connection.Output
    let router: Router
    let backstage: Backstage

    /// Serves until the client, or a request that cannot be read, ends it.
    /// - Returns: the Gateway address, when the connection speaks WebSocket from now on.
    func run(_ input: inout Connection.Input) async throws -> GatewayAddress? {
        var intake: Intake?
        while case .http(let part)? = try await input.next() {
            switch part {
            case .head(let head):
                if let handshake = WebSocketHandshake(head) {
                    return try await upgrade(handshake, &input)
                }
                intake = try await begin(head)
                if intake == nil { return nil }
            case .body(let buffer):
                guard try await append(buffer, to: &intake) else { return nil }
            case .end:
                guard let whole = intake else { return nil }
                intake = nil
                guard try await finish(whole) else { return nil }
            }
        }
        return nil
    }

    /// Says yes to a handshake, once its request has been read to its end.
    private func upgrade(
        _ handshake: WebSocketHandshake, _ input: inout Connection.Input
    ) async throws -> GatewayAddress? {
        guard case .http(.end)? = try await input.next() else { return nil }
        try await output.write(.upgrade(try await handshake.answer(on: socket)))
        return handshake.address
    }

    /// - Returns: nil when the request has been refused, and the connection is to end.
    private func begin(_ head: HTTPRequestHead) async throws -> Intake? {
        let request = Request(head)
        do {
            let match = try router.match(request)
            let announced = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
            guard announced <= match.route.bodyLimit else { throw DiscordFault.tooLarge }
            if head.headers["Expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                try await output.write(
                    .http(.head(.init(version: head.version, status: .continue))))
            }
            return Intake(head: head, request: request, match: match)
        } catch let fault as DiscordFault {
            try await refuse(fault, head)
            return nil
        }
    }

    /// - Returns: whether the connection goes on.
    private func append(_ buffer: ByteBuffer, to intake: inout Intake?) async throws -> Bool {
        guard let current = intake else { return false }
        let length = current.request.body.count + buffer.readableBytes
        guard length <= current.match.route.bodyLimit else {
            try await refuse(.tooLarge, current.head)
            return false
        }
        intake?.request.body += buffer.readableBytesView
        return true
    }

    /// - Returns: whether the connection goes on.
    private func finish(_ intake: Intake) async throws -> Bool {
        let answer = await router.answer(intake.request, intake.match)
        if answer.isWithheld { return try await waitForClose() }
        if answer.isCutOff { return false }
        let slow = backstage.control.tunables.slow
        if slow > .zero, intake.match.route.isAPI { try await backstage.time.sleep(for: slow) }
        // The decoder reads nothing more after a request that asked for another protocol.
        let isKept = intake.head.isKeepAlive && !intake.head.headers.contains(name: "Upgrade")
        try await write(answer, intake.head, isKept: isKept)
        answer.afterwards?()
        return isKept
    }

    /// Lets the client wait until it gives up.
    private func waitForClose() async throws -> Bool {
        try await withTaskCancellationHandler {
            try await socket.closeFuture.get()
        } onCancel: {
            socket.close(promise: nil)
        }
        return false
    }

    private func refuse(_ fault: DiscordFault, _ head: HTTPRequestHead) async throws {
        try await write(fault.answer, head, isKept: false)
    }

    private func write(
        _ answer: Answer, _ request: HTTPRequestHead, isKept: Bool
    ) async throws {
        var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
        if answer.status != 204 {
            headers.add(name: "Content-Length", value: "\(answer.body.count)")
        }
        if !isKept { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: request.version, status: HTTPResponseStatus(statusCode: answer.status),
            headers: headers)
        try await output.write(contentsOf: [
            .http(.head(head)), .http(.body(ByteBuffer(bytes: answer.body))), .http(.end(nil)),
        ])
    }
}
