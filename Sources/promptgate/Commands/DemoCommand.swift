import ArgumentParser
import Foundation
import GateCore
import GateCurl
import GateDiscord
import GateFakeDiscord
import GateHooks
import Logging
import Synchronization

/// Shows the whole journey with nothing to configure.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run gateway and fake Discord, and send six prompts through them.",
        discussion: """
            Nothing leaves this machine. It keeps running until Ctrl-C, so that you can go on
            with curl; --once exits instead, with 0 only if every journey ended as it should.

            EXAMPLE
              promptgate demo --once
            """)

    @Flag(help: "Exit after the six journeys.")
    var once = false

    @Option(help: "Where images are saved and the database is kept.")
    var folder = "data/demo"

    func run() async throws {
        LogOutput.bootstrap(level: .error)
        let stage = try await DemoTheatre.open(folder: folder)
        let well = try await stage.perform(once: once)
        if !well { throw ExitCode.failure }
    }
}
