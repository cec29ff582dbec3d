import GateCore

/// Makes one try at one webhook.
struct Delivery: Sendable {
    /// How long one try may take, the look-up of the name included.
    static let timeout = Duration.seconds(15)
    /// Nobody reads the answer; this bounds what a hostile receiver can fill.
    static let maxAnswerBytes = 256 << 10
    /// How many of a name's addresses are tried when there is no connection to the first.
    static let maxAddresses = 3

    let transport: any HTTPTransport
    let addresses: AddressGuard
    let time: any Timekeeper

    /// One try. Never throws: every failure is an outcome.
    func attempt(_ pending: PendingNotice) async -> DeliveryOutcome {
        let deadline = time.now() + Self.timeout
        do {
            let answer = try await Cutoff.run(within: Self.timeout, time: time) {
                try await send(pending, until: deadline)
            }
            return DeliveryOutcome(answer, now: time.wall())
        } catch {
            return Task.isCancelled ? .abandoned : DeliveryOutcome(error)
        }
    }

    private func send(_ pending: PendingNotice, until deadline: Instant) async throws -> HTTPAnswer
    {
        let signature = try WebhookSignature(secrets: pending.secrets)
        let found = try await addresses.addresses(for: pending.notice.url)
        var fault: any Error = AddressFault.unresolved("the host has no address")
        for address in found.prefix(Self.maxAddresses) {
            do {
                return try await transport.send(
                    call(pending.notice, signature, to: address, deadline))
            } catch let unsent as HTTPFault {
                guard case .notSent = unsent else { throw unsent }
                fault = unsent
            }
        }
        throw fault
    }

    private func call(
        _ notice: Notice, _ signature: WebhookSignature, to address: IPAddress, _ deadline: Instant
    ) -> HTTPCall {
        let body = Array(notice.body.utf8)
        let headers = [
            (name: "content-type", value: "application/json"),
            (name: "user-agent", value: "promptgate"),
        ]
        return HTTPCall(
            "POST", notice.url,
            headers: headers + signature.headers(id: notice.id, at: time.wall(), body: body),
            body: body, timeout: max(deadline - time.now(), .milliseconds(1)),
            maxAnswerBytes: Self.maxAnswerBytes, dial: address.description)
    }
}
