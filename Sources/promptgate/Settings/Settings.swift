import GateCore
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
    /// How long a task waits while all accounts are parked that may draw it.
    var parkedLimit = Duration.seconds(3600)
    /// How long a shutdown may take.
    var drainLimit = Duration.seconds(25)
    /// A variable of the environment or of `.env`, for secrets that files refer to.
    var variable: @Sendable (String) -> String? = { _ in nil }
    var logLevel = Logger.Level.info
    var logFormat = LogOutput.Format.text
    /// Where spans go; nil for nowhere.
    var tracesURL: String?
    var tracesHeaders: [(name: String, value: String)] = []
    /// How the gateway calls itself in traces.
    var serviceName = "promptgate"
    /// Whether `/metrics` needs no key.
    var metricsPublic = false
    /// The account of `USER_TOKEN` first, unless `missing` names what it needs, and then those
    /// of the configuration file.
    var accounts: [AccountPlan] = []
    /// Where accounts that admins add work, which is the same for all.
    var discord = DiscordPlaces()
    /// What tokens of added accounts are sealed by; nil for none.
    var secretKey: String?
    /// The variables that drawing needs and that are not set.
    var missing: [String] = []

    /// Where the keys and the signed heads of the audit log are.
    var auditPlaces: AuditPlaces {
        AuditPlaces(
            directory: dataDirectory, keys: auditKeys, keyFile: auditKeyFile,
            headFile: auditHeadFile)
    }
}
