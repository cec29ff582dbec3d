import GateCore
import GateHooks
import Testing

/// The expected values were computed by the reference library `standardwebhooks` 1.1.0.
@Suite struct WebhookSignatureTests {
    private let id: NoticeID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    private let time = Timestamp(milliseconds: 1_614_265_330_999)
    private let body = Array(#"{"test": 2432232314}"#.utf8)
    private let first = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    private let second = "v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44="

    private func value(_ name: String, _ headers: [(name: String, value: String)]) -> String? {
        headers.first { $0.name == name }?.value
    }

    @Test("signs as the reference library does")
    func reference() throws {
        let headers = try WebhookSignature(secrets: [Samples.secret])
            .headers(id: id, at: time, body: body)
        #expect(value("webhook-id", headers) == id.rawValue)
        #expect(value("webhook-timestamp", headers) == "1614265330")
        #expect(value("webhook-signature", headers) == first)
        #expect(headers.count == 3)
    }

    @Test("signs text beyond ASCII, with a secret that lacks its padding")
    func unpadded() throws {
        let secret = "whsec_cHJvbXB0Z2F0ZSB0ZXN0IHNlY3JldCAyNCBieXRlcw"
        let headers = try WebhookSignature(secrets: [secret]).headers(
            id: "msg_1", at: Timestamp(milliseconds: 1_790_000_000_000),
            body: Array(#"{"content":"é█"}"#.utf8))
        #expect(
            value("webhook-signature", headers)
                == "v1,ytGrb7Mt4nBBxnm/0xcwLHd3M7O4FDAxgcTKe5SD/60=")
    }

    @Test("signs with the old and the new secret while they change")
    func rotation() throws {
        let signature = try WebhookSignature(secrets: [
            Samples.secret, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
        ])
        let headers = signature.headers(id: id, at: time, body: body)
        #expect(value("webhook-signature", headers) == "\(first) \(second)")
    }

    @Test("another id, time or body has another signature")
    func everythingIsSigned() throws {
        let signature = try WebhookSignature(secrets: [Samples.secret])
        let others = [
            signature.headers(id: "msg_other", at: time, body: body),
            signature.headers(id: id, at: time + .seconds(1), body: body),
            signature.headers(id: id, at: time, body: body + [0x20]),
        ]
        let values = Set(others.compactMap { value("webhook-signature", $0) } + [first])
        #expect(values.count == 4)
    }

    @Test(
        "refuses secrets that are none",
        arguments: [[], [""], ["whsec_"], ["whsec_%%"], ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]])
    func badSecrets(secrets: [String]) {
        #expect(throws: WebhookSecretFault()) { try WebhookSignature(secrets: secrets) }
    }
}
