import GateCore
import GateTestKit
import Logging

@testable import GateDiscord

/// A dispatcher whose Discord is a script.
struct DispatcherFixture {
    static let token = "user-token-canary"
    static let index = "/guilds/11/application-command-index"

    let transport: ScriptedTransport
    let state: AccountState
    let time = ManualTime()
    let dispatcher: DiscordDispatcher

    /// - Parameters:
    ///   - indexed: answers the look-up of command versions; nil for a server without it.
    ///   - drawVersion: `DRAW_VERSION`.
    init(
        indexed: [JSONValue]? = nil, drawVersion: String? = nil, proxyURL: String? = nil,
        apiBase: String = "http://127.0.0.1:1/api/v9", door: FrontDoor = FrontDoor()
    ) {
        state = AccountState(time: time)
        transport = ScriptedTransport { call in
            guard call.url.hasSuffix(Self.index) else {
                return HTTPAnswer(status: 204, headers: [], body: [])
            }
            guard let indexed else { return HTTPAnswer(status: 404, headers: [], body: []) }
            let body = try DiscordJSON.encode(["application_commands": .array(indexed)])
            return HTTPAnswer(status: 200, headers: [], body: body)
        }
        let account = DiscordAccount(
            userToken: Self.token, guildID: "11", channelID: "22", drawVersion: drawVersion,
            proxyURL: proxyURL, apiBase: apiBase)
        dispatcher = DiscordDispatcher(
            account: account, state: state, transport: transport, time: time,
            random: SeededRandom(seed: 1), log: Logger(label: "test"), door: door)
    }

    static var press: Job {
        var job = Job(.upscale)
        job.index = 1
        job.messageID = "777"
        job.messageHash = "a-b-c"
        return job
    }

    static func imagine(_ prompt: String = "a cat") -> Job {
        var job = Job(.imagine)
        job.prompt = prompt
        return job
    }

    static func command(_ name: String, _ version: String, application: String? = nil) -> JSONValue
    {
        [
            "application_id": .string(application ?? "936929561302675456"),
            "name": .string(name), "version": .string(version), "type": 1, "id": "1",
        ]
    }

    /// The bodies that `POST /interactions` got.
    var interactions: [JSONValue] {
        transport.calls.filter { $0.url.hasSuffix("/interactions") }
            .compactMap { DiscordJSON.decode($0.body ?? []) }
    }

    /// How often the command index was asked.
    var lookUps: Int { transport.calls.count { $0.url.hasSuffix(Self.index) } }

    /// What an attempt at a button press ends with; nil for taken.
    func outcome(_ job: Job = press) async -> DispatchError? {
        do {
            try await dispatcher.send(job, nonce: "99")
            return nil
        } catch { return error }
    }
}
