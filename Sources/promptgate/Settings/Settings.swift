import GateCore
import GateDiscord
import GateRules
import GateStore
import Logging

/// Everything that can be configured, read once at the start.
struct Settings: Sendable {
    var host = "127.0.0.1"
    var port = 8062
    var dataDirectory = "data"
    /// The keys of the audit log themselves; they count before the file.
    var auditKeys: String?
    /// The file with the keys of the audit log; nil for `audit.key` in the data directory.
    var auditKeyFile: String?
    /// The file of its signed heads; nil for `audit.heads` beside the keys.
    var auditHeadFile: String?
    var ruleLocations = RuleLocations()
    var adminKey: String?
    var callbackURL: String?
    var allowsPrivateCallbacks = false
    /// What the addresses of archived images begin with; empty for paths alone.
    var publicURL = ""
    var answersLikeSeed = false
    var tagsPrompt = false
    var capacity = Capacity(slots: 3, waiting: 10)
    var patience = TaskPatience()
    /// How many prompts may wait for a human, and how long one does.
    var holdingRoom = HoldingRoom()
    var heldExpiresAfter = Duration.seconds(86_400)
    var logLevel = Logger.Level.info
    /// Nil when `missing` names what it needs.
    var account: DiscordAccount?
    /// The variables that drawing needs and that are not set.
    var missing: [String] = []

    /// Where the keys and the signed heads of the audit log are.
    var auditPlaces: AuditPlaces {
        AuditPlaces(
            directory: dataDirectory, keys: auditKeys, keyFile: auditKeyFile,
            headFile: auditHeadFile)
    }
}
