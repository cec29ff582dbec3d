import Foundation
import GateCore
import GateCurl
import GateDiscord
import GateFakeDiscord
import GateHooks
import GateRules
import GateStore
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

/// Everything the demo runs: a fake Discord, a tenant's webhook receiver, the gateway.
struct DemoTheatre: Sendable {
    private let folder: String
    private let fake: FakeDiscord
    private let fakePort: Int
    private let gateway: Gateway
    private let adminKey: String
    private let log = Logger(label: "demo")

    /// Starts the fake Discord and builds a gateway that knows no other.
    /// - Throws: when a port, the folder or the rules are not to be had.
    static func open(folder: String) async throws -> DemoTheatre {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        var settings = FakeSettings()
        settings.step = .milliseconds(300)
        let fake = FakeDiscord(
            settings: settings, time: SystemTime(), random: SystemRandom(),
            log: Logger(label: "fake-discord"))
        let port = try await fake.start()
        return try await DemoTheatre(folder: folder, fake: fake, port: port)
    }

    private init(folder: String, fake: FakeDiscord, port: Int) async throws {
        self.folder = folder
        self.fake = fake
        fakePort = port
        var settings = Settings()
        settings.port = 0
        settings.ruleLocations = RuleLocations(
            bannedWords: DefaultFiles.bannedWords(), rules: DefaultFiles.rules())
        settings.allowsPrivateCallbacks = true
        settings.dataDirectory = "\(folder)/db-\(SystemRandom().token(8))"
        settings.discord = DiscordPlaces(
            apiBase: "http://127.0.0.1:\(port)/api/v9",
            gatewayURL: "ws://127.0.0.1:\(port)/gateway")
        let draft = AccountDraft(
            id: .standard, userToken: "demo-token", guildID: FakeSettings().guildID,
            channelID: FakeSettings().channelID, concurrency: settings.capacity.slots,
            queue: settings.capacity.waiting)
        settings.accounts = [AccountPlan(draft: draft, source: .environment)]
        gateway = try Gateway(settings, log: log)
        adminKey = FreshSecret.apiKey(SystemRandom())
        try await gateway.store.setBootstrapKey(secret: adminKey, at: SystemTime().wall())
    }

    /// Plays the show.
    /// - Returns: whether every journey ended as it should.
    /// - Throws: when a part fails to start.
    func perform(once: Bool) async throws -> Bool {
        let ports = AsyncStream<(String, Int)>.makeStream()
        let secret = FreshSecret.webhook(SystemRandom())
        let signer = try WebhookSignature(secrets: [secret])
        let receiver = WebhookReceiver { id, timestamp, signature, body in
            guard let seconds = Int64(timestamp) else { return false }
            let own = signer.headers(
                id: NoticeID(id), at: Timestamp(milliseconds: seconds * 1000), body: body)
            return own.contains { $0.name == "webhook-signature" && $0.value == signature }
        }
        return try await withThrowingTaskGroup(of: Bool?.self) { group in
            group.addTask { [fake] in
                do { try await fake.run() } catch is CancellationError {}  // The curtain.
                return nil
            }
            group.addTask { [gateway] in
                try await gateway.run(signals: []) { ports.continuation.yield(("gateway", $0)) }
                return nil
            }
            group.addTask {
                let server = receiver.application { ports.continuation.yield(("hook", $0)) }
                try await Graceful.run(
                    ServiceGroup(
                        configuration: .init(services: [.init(service: server)], logger: log)))
                return nil
            }
            group.addTask {
                let bound = await Self.both(ports.stream)
                return try await show(bound, receiver, secret, once: once)
            }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if let well = ended { return well }
            }
            return false
        }
    }

    private static func both(_ ports: AsyncStream<(String, Int)>) async -> [String: Int] {
        var bound: [String: Int] = [:]
        for await (name, port) in ports {
            bound[name] = port
            if bound.count == 2 { break }
        }
        return bound
    }

    private func show(
        _ bound: [String: Int], _ receiver: WebhookReceiver, _ secret: String, once: Bool
    ) async throws -> Bool {
        let base = "http://127.0.0.1:\(bound["gateway"] ?? 0)"
        let key = try await tenant(hook: "http://127.0.0.1:\(bound["hook"] ?? 0)/hook", secret)
        print("gateway \(base), fake Discord http://127.0.0.1:\(fakePort)\n")
        let client = DemoClient(base: base, key: key, transport: try CurlTransport())
        let board = DemoBoard()
        let show = DemoShow(client: client, board: board, folder: folder)
        let hooks = Task { for await body in receiver.bodies { await show.take(body) } }
        let patience = Task {
            // A cancelled wait means that the show ended in time.
            do { try await SystemTime().sleep(for: .seconds(60)) } catch { return }
            await show.giveUp()
        }
        await show.play()
        patience.cancel()
        let well = await summary(board, show)
        if !once {
            print(DemoEpilogue.text(base: base, key: key, adminKey: adminKey, fakePort: fakePort))
            try await Interrupt.wait()
        }
        hooks.cancel()
        return well
    }

    private func tenant(hook: String, _ secret: String) async throws -> String {
        let now = SystemTime().wall()
        try await gateway.store.addTenant(
            Tenant(id: "demo", name: "Demo", callbackURL: hook, createdAt: now),
            webhookSecret: secret)
        let key = FreshSecret.apiKey(SystemRandom())
        try await gateway.store.addKey(
            APIKey(id: "demo-key", tenant: "demo", scope: .tenant, name: "demo", createdAt: now),
            secret: key)
        return key
    }

    private func summary(_ board: DemoBoard, _ show: DemoShow) async -> Bool {
        let scenes = await board.current
        let well = scenes.count { $0.ending == $0.play.expected }
        print("\n\(well) of \(scenes.count) journeys ended as they should.")
        for scene in scenes where scene.ending != scene.play.expected {
            print("  not \(scene.play.title): \(scene.note)")
        }
        let saved = await show.saved
        if !saved.isEmpty { print("images: \(saved.sorted().joined(separator: "  "))") }
        return well == scenes.count
    }
}
