import ArgumentParser
import GateCore
import GateFakeDiscord
import Logging

/// Runs the fake Discord alone.
struct FakeDiscordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fake-discord",
        abstract: "Run the fake Discord: REST, Gateway and a scripted image bot.",
        discussion: """
            REST stands at /api/v9 and /api/v10, the Gateway at /gateway, control at /_control
            (GET it for help).

            EXAMPLE
              promptgate fake-discord --port 8063
              curl -X POST localhost:8063/_control -d '{"next":"banned"}'
            """)

    @Option(help: "The port; 0 takes a free one.")
    var port = 8063

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Milliseconds between two steps of a drawing.")
    var step = 250

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port must be from 0 to 65535.")
        }
        guard (0...60_000).contains(step) else {
            throw ValidationError("--step must be from 0 to 60000.")
        }
    }

    func run() async throws {
        LogOutput.bootstrap()
        var settings = FakeSettings()
        settings.port = port
        settings.host = host
        settings.step = .milliseconds(step)
        let fake = FakeDiscord(
            settings: settings, time: SystemTime(), random: SystemRandom(),
            log: Logger(label: "fake-discord"))
        let bound = try await fake.start()
        print("fake Discord listening on http://\(host):\(bound)")
        try await fake.run()
    }
}
