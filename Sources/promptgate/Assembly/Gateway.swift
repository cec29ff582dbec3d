import GateCore
import GateCurl
import GateDiscord
import GateHTTP
import GateHooks
import GateLimits
import GateResults
import GateRules
import GateStore
import GateTasks
import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

/// The composition root: builds every part from the settings and runs them as one group.
/// This is the only place that knows all of them.
struct Gateway: Sendable {
    let store: SQLiteStore
    let rules: RuleBook
    private let settings: Settings
    private let transport: CurlTransport
    private let time = SystemTime()
    private let quota: QuotaKeeper
    private let zones = ZoneCatalog()
    private let registry: StageRegistry
    private let images: ImageFolder
    private let random = SystemRandom()
    private let log: Logger

    /// Opens the database and loads the rules.
    /// - Throws: when either cannot be done; the error says what to mend.
    init(_ settings: Settings, log: Logger) throws {
        self.settings = settings
        self.log = log
        store = try SQLiteStore(
            directory: settings.dataDirectory, audit: settings.auditPlaces, log: log)
        transport = try CurlTransport()
        let quota = QuotaKeeper(ledger: store, zones: zones, time: time, log: log)
        self.quota = quota
        let images = ImageFolder("\(settings.dataDirectory)/images")
        self.images = images
        registry = StageCatalog(
            StageParts(
                strikes: store, quota: quota,
                archive: ArchiveParts(
                    transport: transport, store: store, folder: images,
                    publicURL: settings.publicURL, proxy: settings.account?.proxyURL, time: time,
                    random: random, log: log),
                time: time, log: log)
        ).registry(time: time, log: log)
        rules = try RuleBook(
            settings.ruleLocations, stages: registry, dataDirectory: settings.dataDirectory,
            time: time, log: log)
    }

    /// Serves until a signal or cancellation ends it.
    ///
    /// - Parameters:
    ///   - signals: which signals shut it down gracefully; none for a gateway inside another
    ///     program.
    ///   - bound: hears the port once the edge listens.
    /// - Throws: what ended a part that must not end.
    func run(signals: [UnixSignal], bound: @escaping @Sendable (Int) -> Void) async throws {
        let courier = Courier(
            store: store, transport: transport,
            addresses: addresses, time: time, random: random, log: log)
        let drawing = settings.account.map { draw(with: $0, courier) }
        // Shut down in reverse order: the edge first, so that what it took is still worked on.
        var services: [any Service] = [
            // First in, last out: what the others write as they end is signed too.
            Part("audit") { [audit = AuditUpkeep(store, time: time, random: random, log: log)] in
                try await audit.run()
            },
            Part("courier") { try await courier.run() },
            Part("quota") { [quota] in try await quota.run() },
            Part("images") { [janitor] in try await janitor.run() },
            Part("search") { [store, time, log] in
                try await SearchIndexer(store, time: time, log: log).run()
            },
            Part("rules") { [rules] in try await rules.run() },
            Part("hang-up") { [rules, log] in await HangUp.run(rules, log: log) },
        ]
        services += drawing?.services ?? []
        let desk = desk(drawing?.side, courier)
        services.append(Part("held prompts") { try await desk.expireHeldPrompts() })
        services.append(edge(desk: desk, drawing?.state, courier, bound: bound))
        let configured = services.map {
            ServiceGroupConfiguration.ServiceConfiguration(service: $0)
        }
        let group = ServiceGroup(
            configuration: .init(
                services: configured, gracefulShutdownSignals: signals, logger: log))
        try await Graceful.run(group)
    }

    // MARK: Discord

    private struct Drawing {
        let state: AccountState
        let side: DeskParts.DiscordSide
        let services: [any Service]
    }

    private func draw(with account: DiscordAccount, _ courier: Courier) -> Drawing {
        let state = AccountState()
        let dispatcher = DiscordDispatcher(
            account: account, state: state, transport: transport, time: time, random: random,
            log: log)
        let listener = GatewayListener(
            account: account, state: state, time: time, random: random, log: log,
            history: { try await dispatcher.recentMessages() })
        let engine = TaskEngine(
            EngineSettings(capacity: settings.capacity, patience: settings.patience),
            EngineParts(
                tasks: store, tenants: store, dispatcher: dispatcher, notices: notices,
                resultWork: { [rules] in await rules.process($0, of: $1) },
                refusal: { [refusals] in refusals.suggestion(of: $0, tenant: $1) },
                noticesKept: { courier.wake() }, time: time, random: random, log: log))
        return Drawing(
            state: state,
            side: DeskParts.DiscordSide(
                engine: engine, dispatcher: dispatcher, capacity: settings.capacity,
                tagsPrompt: settings.tagsPrompt),
            services: [
                Part("engine") { try await engine.run(signals: listener.signals) },
                Part("listener") { try await listener.run() },
            ])
    }

    // MARK: The front

    private var notices: WebhookWriter {
        WebhookWriter(defaultURL: settings.callbackURL, random: random, time: time)
    }

    private func desk(_ side: DeskParts.DiscordSide?, _ courier: Courier) -> Desk {
        Desk(
            DeskParts(
                rules: rules, tasks: store, audit: store,
                review: ReviewParts(
                    held: store, strikes: store, tenants: store, notices: notices,
                    noticesKept: { courier.wake() }, room: settings.holdingRoom,
                    expiresAfter: settings.heldExpiresAfter, log: log),
                discord: side,
                digest: promptDigest, time: time, random: random))
    }

    private func edge(
        desk: Desk, _ state: AccountState?, _ courier: Courier,
        bound: @escaping @Sendable (Int) -> Void
    ) -> some Service {
        Edge(
            EdgeParts(
                desk: desk, review: desk, tenants: store, audit: store, rules: rules,
                tally: registry.tally,
                accountHealth: { state?.health },
                storeFault: { [store] in await store.fault() },
                rateStanding: { [rules] in rules.inForce().stages.rateStanding(of: $0) },
                quota: quota, missingVariables: settings.missing, suggestions: suggestions(courier),
                time: time,
                random: random, log: log,
                settings: EdgeSettings(
                    host: settings.host, port: settings.port,
                    seedStatus: settings.answersLikeSeed, version: Version.current,
                    callbackFault: { [addresses] in addresses.fault(in: $0) },
                    knowsTimeZone: { [zones] in zones.knows($0) }),
                images: ImageShelf(store: store) { [images] in images.path(of: $0) })
        ).application(onListening: bound)
    }

    /// One digest for whatever is kept of a hashed prompt, so that a suggestion leads to its
    /// audit record.
    private var promptDigest: @Sendable (String) -> String {
        { [keys = store.auditKeys] in keys.promptDigest($0) }
    }

    // MARK: Suggestions

    private func suggestions(_ courier: Courier) -> SuggestionDesk {
        SuggestionDesk(
            SuggestionParts(
                store: store, tenants: store, rules: rules, editor: RuleFileEditor(rules),
                notices: notices, noticesKept: { courier.wake() }, time: time, random: random))
    }

    private var refusals: RefusalReading {
        RefusalReading(digest: promptDigest, random: random, time: time)
    }

    private var janitor: ImageJanitor {
        ImageJanitor(store: store, folder: images, time: time, log: log)
    }

    private var addresses: AddressGuard {
        AddressGuard(
            allowPrivate: settings.allowsPrivateCallbacks, resolver: SystemResolver(time: time))
    }
}
