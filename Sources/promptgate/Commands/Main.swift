import ArgumentParser
import Foundation

/// Starts the command that the arguments name, and ends with the exit codes that scripts
/// rely on: 0 ok, 1 failure, 2 usage, 3 blocked.
@main
enum Main {
    static func main() async {
        // Lines must reach a pipe as they come: `demo | tee`, container logs.
        StandardOutput.bufferLines()
        do {
            let command = try PromptgateCommand.parseAsRoot()
            try await run(command)
        } catch {
            end(with: error)
        }
    }

    private static func run(_ command: any ParsableCommand) async throws {
        var command = command
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }

    private static func end(with error: any Error) -> Never {
        let code = PromptgateCommand.exitCode(for: error)
        let message = PromptgateCommand.fullMessage(for: error)
        if !message.isEmpty {
            let stream: FileHandle = code == .success ? .standardOutput : .standardError
            stream.write(Data((message + "\n").utf8))
        }
        exit(code == .validationFailure ? 2 : code.rawValue)
    }
}
