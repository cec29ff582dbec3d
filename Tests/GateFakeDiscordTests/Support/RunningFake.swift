import GateCore
import GateTestKit
import Logging

@testable import GateFakeDiscord

/// A fake Discord on a free port, for as long as a test needs it.
struct RunningFake: Sendable {
    let port: Int
    let time: ManualTime

    /// Runs `body` beside a server, and stops the server whatever happens. Jobs take no time.
    static func with(
        _ change: (inout FakeSettings) -> Void = { _ in },
        _ body: (RunningFake) async throws -> Void
    ) async throws {
        var settings = FakeSettings()
        settings.step = .zero
        change(&settings)
        let time = ManualTime()
        let fake = FakeDiscord(
            settings: settings, time: time, random: SeededRandom(seed: 7),
            log: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let port = try await fake.start()
        do {
            try await body(RunningFake(port: port, time: time))
        } catch {
            await fake.stop()
            throw error
        }
        await fake.stop()
    }

    /// A call under `/api/v10`, as a user.
    func api(
        _ method: String, _ path: String, _ body: JSONValue? = nil, token: String? = "tester"
    ) async throws -> TestAnswer {
        try await HTTPClient(port: port).send(
            method, "/api/v10" + path,
            headers: token.map { [("Authorization", $0)] } ?? [],
            body: body.map { Array($0.text.utf8) } ?? [])
    }

    /// A call outside the API.
    func open(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> TestAnswer {
        try await HTTPClient(port: port).send(method, path, headers: headers, body: body)
    }

    /// An order to `/_control`.
    @discardableResult
    func control(_ order: JSONValue) async throws -> TestAnswer {
        try await open("POST", "/_control", body: Array(order.text.utf8))
    }
}
