import ArgumentParser
import GateCore
import GateStore
import Glibc
import Logging
import UnixSignals

/// Runs the gateway.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the gateway.",
        discussion: """
            Settings come from the command line, the environment, .env and promptgate.yaml, in
            that order. Without USER_TOKEN, GUILD_ID and CHANNEL_ID it judges texts only.

            EXAMPLE
              USER_TOKEN=… GUILD_ID=… CHANNEL_ID=… promptgate serve --port 8062
            """)

    @Option(help: "The address to listen on (PROMPTGATE_HOST; default 127.0.0.1).")
    var host: String?

    @Option(help: "The port; 0 takes a free one (PROMPTGATE_PORT; default 8062).")
    var port: Int?

    @OptionGroup var files: RuleFileOptions

    @Option(help: "The configuration file (default promptgate.yaml, if there is one).")
    var config: String?

    func validate() throws {
        guard port.map((0...65_535).contains) ?? true else {
            throw ValidationError("--port must be from 0 to 65535.")
        }
    }

    func run() async throws {
        var arguments = files.arguments
        arguments["promptgate.host"] = host
        arguments["promptgate.port"] = port.map(String.init)
        let settings = try await SettingsReader(arguments: arguments, file: config).settings()
        LogOutput.bootstrap(level: settings.logLevel, format: settings.logFormat)
        // A limit on the size of files then fails one write, instead of ending the process.
        signal(SIGXFSZ, SIG_IGN)
        let log = Logger(label: "promptgate")
        let gateway = try Gateway(settings, log: log)
        let fresh = try await Bootstrap.adminKey(
            settings.adminKey, store: gateway.store, time: SystemTime(), random: SystemRandom())
        if let fresh {
            print("admin key, shown this once: \(fresh)")
        }
        announce(settings, log)
        do {
            try await gateway.run(signals: [.sigterm, .sigint]) { bound in
                print("promptgate listening on http://\(settings.host):\(bound)")
            }
        } catch {
            throw ListenFault.explained(error, host: settings.host, port: settings.port)
        }
    }

    private func announce(_ settings: Settings, _ log: Logger) {
        if !settings.missing.isEmpty {
            log.warning(
                "Discord is not configured: texts are judged, nothing is drawn",
                metadata: ["missing": "\(settings.missing.joined(separator: ", "))"])
        }
        if let key = settings.adminKey, key.utf8.count < 16 {
            log.warning("PROMPTGATE_ADMIN_KEY is shorter than 16 characters: easy to guess")
        }
        if settings.allowsPrivateCallbacks {
            log.warning("webhooks may go to private addresses: for tests only")
        }
    }
}
