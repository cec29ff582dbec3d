import GateCore
import Logging

/// Everything that the calls, the Gateway and the bot work on together.
struct Backstage: Sendable {
    let settings: FakeSettings
    /// Where clients reach this server: `http://host:port`.
    let address: String
    let time: any Timekeeper
    let random: any RandomSource
    let snowflakes: SnowflakeSource
    let log: Logger
    let accounts: AccountBook
    let rates = RateTable()
    let control: ControlDesk
    let gateway: GatewayHub
    let files: FileShelf
    let uploads: UploadDesk
    let board: MessageBoard

    /// - Parameters:
    ///   - settings: how the server is set up.
    ///   - address: where clients reach it.
    ///   - time: for stamps and for the pauses between a job's steps.
    ///   - random: for ids, and for paths that cannot be guessed.
    ///   - log: for what goes wrong.
    init(
        settings: FakeSettings, address: String, time: any Timekeeper,
        random: any RandomSource, log: Logger
    ) {
        self.settings = settings
        self.address = address
        self.time = time
        self.random = random
        self.log = log
        snowflakes = SnowflakeSource(time: time, random: random)
        accounts = AccountBook(tokens: settings.tokens)
        control = ControlDesk(Tunables(settings))
        let guild = GuildCard(id: settings.guildID, channelID: settings.channelID)
        gateway = GatewayHub(
            GatewayState(accounts: accounts, guild: guild, address: address, random: random),
            control: control, time: time)
        files = FileShelf(address: address)
        uploads = UploadDesk(address: address)
        board = MessageBoard(gateway: gateway)
    }

    /// A new id, in the order of time.
    func newID() -> String { String(snowflakes.next()) }

    /// The channel's and server's description.
    var guild: GuildCard { GuildCard(id: settings.guildID, channelID: settings.channelID) }

    /// Lets a channel through.
    /// - Throws: `DiscordFault` 10003, when ids are strict and it is another one.
    func checkChannel(_ id: String) throws(DiscordFault) {
        guard Snowflake.isValid(id), !control.tunables.strictIDs || id == settings.channelID
        else { throw .unknownChannel }
    }
}
