import GateCore
import GateTestKit
import Synchronization
import Testing

@testable import GateDiscord

@Suite("Versions of Midjourney's commands", .timeLimit(.minutes(1)))
struct CommandIndexTests {
    private static let stale =
        #"{"code":50035,"message":"Invalid Form Body","errors":{"data":{"_errors":[{"code":"INTERACTION_APPLICATION_COMMAND_INVALID_VERSION","message":"This command is outdated, please try again in a few minutes"}]}}}"#

    private var describe: Job {
        var job = Job(.describe)
        job.uploadFilename = "u/a.png"
        return job
    }

    private func versions(_ discord: DispatcherFixture) -> [String] {
        discord.interactions.map { $0["data"]?["version"]?.string ?? "" }
    }

    @Test("They are looked up once, by application and name")
    func lookedUp() async throws {
        let discord = DispatcherFixture(indexed: [
            DispatcherFixture.command("imagine", "1", application: "2"),
            DispatcherFixture.command("describe", "20"),
            ["application_id": "936929561302675456", "name": "imagine", "type": 3, "version": "9"],
            DispatcherFixture.command("imagine", "10"),
            DispatcherFixture.command("imagine", "not a version"),
            "nonsense",
        ])
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "1")
        try await discord.dispatcher.send(describe, nonce: "2")
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "3")
        #expect(versions(discord) == ["10", "20", "10"])
        #expect(discord.lookUps == 1)
        let lookUp = try #require(discord.transport.calls.first)
        #expect(lookUp.timeout <= .seconds(5))
    }

    @Test("Jobs that start together share one look-up")
    func together() async throws {
        let discord = DispatcherFixture(indexed: [DispatcherFixture.command("imagine", "10")])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await discord.dispatcher.send(
                        DispatcherFixture.imagine(), nonce: "\(number)")
                }
            }
            try await group.waitForAll()
        }
        #expect(discord.lookUps == 1)
        #expect(versions(discord) == Array(repeating: "10", count: 20))
    }

    @Test("A button press looks nothing up")
    func press() async throws {
        let discord = DispatcherFixture()
        try await discord.dispatcher.send(DispatcherFixture.press, nonce: "1")
        #expect(discord.lookUps == 0)
    }

    @Test(
        "A server without an index gets the built-in versions, and is not asked again",
        arguments: [
            (404, ""), (200, "{}"), (200, "<html>"), (403, "{}"), (500, ""),
        ])
    func missing(status: Int, body: String) async throws {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: status, body: body)
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "1")
        try await discord.dispatcher.send(describe, nonce: "2")
        #expect(versions(discord) == ["1237876415471554623", "1237876415471554625"])
        #expect(discord.lookUps == 1)
        #expect(discord.dispatcher.health() == .connecting)
    }

    @Test("DRAW_VERSION is imagine's alone")
    func drawVersion() async throws {
        let discord = DispatcherFixture(
            indexed: [DispatcherFixture.command("imagine", "10")], drawVersion: "555")
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "1")
        #expect(discord.lookUps == 0)
        try await discord.dispatcher.send(describe, nonce: "2")
        #expect(versions(discord) == ["555", "1237876415471554625"])
    }

    @Test("The id is the index's too, and an entry without one is none")
    func ids() async throws {
        var nameless = DispatcherFixture.command("describe", "20").object ?? [:]
        nameless["id"] = nil
        let discord = DispatcherFixture(indexed: [
            DispatcherFixture.command("imagine", "10"), .object(nameless),
        ])
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "1")
        try await discord.dispatcher.send(describe, nonce: "2")
        #expect(discord.interactions.map { $0["data"]?["id"] } == ["1", "1092492867185950852"])
        #expect(versions(discord) == ["10", "1237876415471554625"])
    }

    @Test("A token that is refused there parks the account, and the job is not sent")
    func refusedToken() async throws {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 401, body: #"{"message":"401: Unauthorized"}"#)
        guard case .parked = await discord.outcome(DispatcherFixture.imagine()) else {
            Issue.record("not parked")
            return
        }
        #expect(discord.interactions.isEmpty)
        #expect(discord.state.condition?.cause == .tokenRefused)
    }

    @Test("An outdated version is looked up anew and the job tried once more, nonce kept")
    func rotated() async throws {
        let discord = DispatcherFixture(indexed: [DispatcherFixture.command("imagine", "11")])
        discord.transport.enqueue(
            status: 200,
            body:
                #"{"application_commands":[{"application_id":"936929561302675456","name":"imagine","id":"1","version":"10"}]}"#
        )
        discord.transport.enqueue(status: 400, body: Self.stale)
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "1")
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "2")
        #expect(versions(discord) == ["10", "11", "11"])
        #expect(discord.interactions.map { $0["nonce"] } == ["1", "1", "2"])
        #expect(discord.lookUps == 2)
    }

    @Test("An outdated DRAW_VERSION gives way to the version looked up")
    func outdatedDrawVersion() async throws {
        let discord = DispatcherFixture(
            indexed: [DispatcherFixture.command("imagine", "11")], drawVersion: "555")
        discord.transport.enqueue(status: 400, body: Self.stale)
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "1")
        try await discord.dispatcher.send(DispatcherFixture.imagine(), nonce: "2")
        #expect(versions(discord) == ["555", "11", "11"])
    }

    @Test("There is one more attempt, not two")
    func once() async {
        let discord = DispatcherFixture(
            indexed: [DispatcherFixture.command("imagine", "11")], drawVersion: "555")
        discord.transport.enqueue(status: 400, body: Self.stale)
        discord.transport.enqueue { _ in
            HTTPAnswer(
                status: 200, headers: [],
                body: try DiscordJSON.encode([
                    "application_commands": [DispatcherFixture.command("imagine", "11")]
                ]))
        }
        discord.transport.enqueue(status: 400, body: Self.stale)
        let outcome = await discord.outcome(DispatcherFixture.imagine())
        #expect(
            outcome
                == .permanent(
                    "Discord answered 400, code 50035: Invalid Form Body: "
                        + "This command is outdated, please try again in a few minutes"))
        #expect(discord.interactions.count == 2)
    }

    @Test("With no other version to send, the job is not sent again")
    func noOther() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 404)
        discord.transport.enqueue(status: 400, body: Self.stale)
        guard case .permanent = await discord.outcome(DispatcherFixture.imagine()) else {
            Issue.record("not permanent")
            return
        }
        #expect(discord.interactions.count == 1)
        #expect(discord.lookUps == 2)
    }

    @Test("Another 50035 is no question of versions")
    func otherFormFault() async {
        let discord = DispatcherFixture(drawVersion: "555")
        discord.transport.enqueue(
            status: 400, body: #"{"code":50035,"message":"Invalid Form Body"}"#)
        #expect(
            await discord.outcome(DispatcherFixture.imagine())
                == .permanent("Discord answered 400, code 50035: Invalid Form Body"))
        #expect(discord.lookUps == 0)
    }
}
