import GateCore
import Logging

/// Writes what admins do to the log.
struct LoggedAdminJournal: AdminJournal {
    let log: Logger

    func note(
        _ action: String, target: String, detail: JSONValue, by caller: Caller
    ) async throws {
        log.notice(
            "an admin acted",
            metadata: [
                "action": "\(action)", "target": "\(target)", "detail": "\(detail.text)",
                "key": "\(caller.key)",
            ])
    }
}
