import GateCore
import GateRules
import Logging
import UnixSignals

/// Reloads the rules on SIGHUP, as daemons do.
enum HangUp {
    static func run(_ rules: RuleBook, log: Logger) async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            let status = await rules.reload()
            log.notice("rules reloaded on SIGHUP", metadata: ["state": "\(status.state)"])
        }
    }
}
