/// How a fake Discord is set up. Much of it can be changed later over `POST /_control`.
public struct FakeSettings: Sendable {
    /// The address to listen on. Faults can be ordered without a key: keep it on loopback.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 0
    /// The time between two steps of a job (0 %, 15 %, … 93 %, finished).
    public var step: Duration = .milliseconds(250)
    /// What HELLO tells clients to beat at.
    public var heartbeatInterval: Duration = .milliseconds(41_250)
    /// The one server that READY and GUILD_CREATE speak of.
    public var guildID = "1190000000000000001"
    /// The one channel in it. Others may be used too, unless ``strictIDs``.
    public var channelID = "1190000000000000002"
    /// Whether another channel than ``channelID`` is "Unknown Channel".
    public var strictIDs = false
    /// The tokens that are let in, without a `Bot ` before them; nil for any that is not empty.
    public var tokens: Set<String>?
    /// The model that the bot names behind a prompt without one (`--v 6.1`); nil for none.
    public var modelVersion: String? = "6.1"
    /// The address to use in links, when clients reach this server under another one:
    /// `http://name:port`.
    public var publicURL: String?

    /// The defaults; see the properties.
    public init() {}
}
