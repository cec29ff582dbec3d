import GateCore
import NIOCore
import NIOHTTP1

/// One HTTP connection: reads its requests one after the other and answers them.
struct HTTPConnection: Sendable {
    typealias Channel = NIOAsyncChannel<
        HTTPServerRequestPart, HTTPPart<HTTPResponseHead, ByteBuffer>
    >
    private typealias Writer = NIOAsyncChannelOutboundWriter<HTTPPart<HTTPResponseHead, ByteBuffer>>

    /// A request on its way in.
    private struct Intake {
        let head: HTTPRequestHead
        var request: Request
        let match: Router.Match
    }

    let channel: Channel
    let router: Router
    let backstage: Backstage

    /// Serves until the client, an unreadable request or a cancellation ends it.
    func run() async throws {
        try await channel.executeThenClose { inbound, outbound in
            var intake: Intake?
            for try await part in inbound {
                switch part {
                case .head(let head):
                    intake = try await begin(head, outbound)
                    if intake == nil { return }
                case .body(let buffer):
                    guard try await append(buffer, to: &intake, outbound) else { return }
                case .end:
                    guard let whole = intake else { return }
                    intake = nil
                    guard try await finish(whole, outbound) else { return }
                }
            }
        }
    }

    /// - Returns: nil when the request has been refused, and the connection is to end.
    private func begin(_ head: HTTPRequestHead, _ outbound: Writer) async throws -> Intake? {
        let request = Request(head)
        do {
            let match = try router.match(request)
            let announced = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
            guard announced <= match.route.bodyLimit else { throw DiscordFault.tooLarge }
            if head.headers["Expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                try await outbound.write(.head(.init(version: head.version, status: .continue)))
            }
            return Intake(head: head, request: request, match: match)
        } catch let fault as DiscordFault {
            try await refuse(fault, head, outbound)
            return nil
        }
    }

    /// - Returns: whether the connection goes on.
    private func append(
        _ buffer: ByteBuffer, to intake: inout Intake?, _ outbound: Writer
    ) async throws -> Bool {
        guard let current = intake else { return false }
        let length = current.request.body.count + buffer.readableBytes
        guard length <= current.match.route.bodyLimit else {
            try await refuse(.tooLarge, current.head, outbound)
            return false
        }
        intake?.request.body += buffer.readableBytesView
        return true
    }

    /// - Returns: whether the connection goes on.
    private func finish(_ intake: Intake, _ outbound: Writer) async throws -> Bool {
        let answer = await router.answer(intake.request, intake.match)
        if answer.isWithheld { return try await waitForClose() }
        let slow = backstage.control.tunables.slow
        if slow > .zero, intake.match.route.isAPI { try await backstage.time.sleep(for: slow) }
        let isKept = intake.head.isKeepAlive
        try await write(answer, intake.head, isKept: isKept, outbound)
        answer.afterwards?()
        return isKept
    }

    /// Lets the client wait until it gives up.
    private func waitForClose() async throws -> Bool {
        let socket = channel.channel
        try await withTaskCancellationHandler {
            try await socket.closeFuture.get()
        } onCancel: {
            socket.close(promise: nil)
        }
        return false
    }

    private func refuse(
        _ fault: DiscordFault, _ head: HTTPRequestHead, _ outbound: Writer
    ) async throws {
        try await write(fault.answer, head, isKept: false, outbound)
    }

    private func write(
        _ answer: Answer, _ request: HTTPRequestHead, isKept: Bool, _ outbound: Writer
    ) async throws {
        var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
        if answer.status != 204 {
            headers.add(name: "Content-Length", value: "\(answer.body.count)")
        }
        if !isKept { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: request.version, status: HTTPResponseStatus(statusCode: answer.status),
            headers: headers)
        try await outbound.write(contentsOf: [
            .head(head), .body(ByteBuffer(bytes: answer.body)), .end(nil),
        ])
    }
}
