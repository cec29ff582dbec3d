import Foundation
import GateCore
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A tenant's end of the webhooks: takes them, checks their signature, hands them on.
struct WebhookReceiver: Sendable {
    /// What arrived, in order. Bodies whose signature is wrong are not among them.
    let bodies: AsyncStream<JSONValue>
    private let arrived: AsyncStream<JSONValue>.Continuation
    /// Whether a body is signed as its headers say.
    private let verify:
        @Sendable (_ id: String, _ timestamp: String, _ signature: String, [UInt8]) -> Bool

    /// - Parameter verify: checks id, timestamp, signature header and body.
    init(verify: @escaping @Sendable (String, String, String, [UInt8]) -> Bool) {
        self.verify = verify
        (bodies, arrived) = AsyncStream.makeStream()
    }

    /// The server; `bound` hears its port.
    func application(bound: @escaping @Sendable (Int) -> Void) -> some ApplicationProtocol {
        let router = Router()
        router.post("/hook") { request, _ in
            let body = Array((try await request.body.collect(upTo: 1 << 20)).readableBytesView)
            guard take(request.headers, body) else { return HTTPResponse.Status.unauthorized }
            return .noContent
        }
        var log = Logger(label: "webhook-receiver")
        log.logLevel = .error
        return Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in bound(channel.localAddress?.port ?? 0) }, logger: log)
    }

    private func take(_ headers: HTTPFields, _ body: [UInt8]) -> Bool {
        func header(_ name: String) -> String {
            HTTPField.Name(name).flatMap { headers[$0] } ?? ""
        }
        guard
            verify(
                header("webhook-id"), header("webhook-timestamp"), header("webhook-signature"),
                body)
        else { return false }
        do {
            arrived.yield(try JSONDecoder().decode(JSONValue.self, from: Data(body)))
            return true
        } catch {
            return false  // Answered as refused: the gateway shows it as a failed delivery.
        }
    }
}
