import GateAdmin
import GateCore
import GateCurl
import GateDiscord
import GateExternal
import GateHTTP
import GateHooks
import GateLimits
import GateResults
import GateRules
import GateStore
import GateTasks
import GateTelemetry
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
    private let metrics = PrometheusMetrics()
    private let events: GatewayMetrics
    private let traces: Traces
    private let observer: any Observer
    private let editor: RuleFileEditor
    private let random = SystemRandom()
    private let news = TaskNews()
    private let log: Logger

    /// Opens the database and loads the rules.
    /// - Throws: when either cannot be done; the error says what to mend.
    init(_ settings: Settings, log: Logger) throws {
        self.settings = settings
        self.log = log
        events = GatewayMetrics(metrics)
        traces = Traces(settings, random: random)
        observer = JoinedObserver([events, traces.observer])
        store = try SQLiteStore(
            directory: settings.dataDirectory, audit: settings.auditPlaces, observer: observer,
            log: log)
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
                    publicURL: settings.publicURL, proxy: settings.accounts.first?.draft.proxyURL,
                    time: time,
                    random: random, log: log),
                external: ExternalParts(
                    transport: traces.transport(transport), lookup: settings.variable,
                    time: time, random: random, log: log),
                time: time, log: log)
        ).registry(time: time, observer: observer, log: log)
        rules = try RuleBook(
            settings.ruleLocations, stages: registry, dataDirectory: settings.dataDirectory,
            time: time, observer: observer, log: log)
        editor = RuleFileEditor(rules)
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
            store: store, transport: traces.transport(transport),
            addresses: addresses, time: time, random: random, observer: observer, log: log)
        let drawing = try await draw(courier)
        // Shut down in reverse order: the edge first, so that what it took is still worked on.
        var services: [any Service] = [
            // First in, last out: what the others write as they end is signed too.
            Part("audit") { [auditUpkeep] in try await auditUpkeep.run() },
            Part("courier") { try await courier.run() },
            Part("quota") { [quota] in try await quota.run() },
            Part("webhooks") { [store, time, log] in
                try await WebhookSweep(store: store, time: time, log: log).run()
            },
            Part("images") { [janitor] in try await janitor.run() },
            Part("search") { [store, time, log] in
                try await SearchIndexer(store, time: time, log: log).run()
            },
            Part("rules") { [rules] in try await rules.run() },
            Part("hang-up") { [rules, log] in await HangUp.run(rules, log: log) },
        ]
        if let exporter = traces.exporter(settings, transport, time: time, log: log) {
            services.insert(Part("traces") { try await exporter.run() }, at: 0)
        }
        services += drawing?.services ?? []
        let desk = desk(drawing?.side, courier)
        services.append(Part("held prompts") { try await desk.expireHeldPrompts() })
        services.append(edge(desk: desk, drawing, courier, bound: bound))
        services.append(ClosingBell(news: news))
        let configured = services.map {
            ServiceGroupConfiguration.ServiceConfiguration(service: $0)
        }
        var configuration = ServiceGroupConfiguration(services: configured, logger: log)
        configuration.maximumGracefulShutdownDuration = settings.drainLimit
        let group = ServiceGroup(configuration: configuration)
        let listening = ShutdownSignals(
            signals: signals, limit: settings.drainLimit, time: time, log: log)
        let ears = Task { await listening.run { await group.triggerGracefulShutdown() } }
        defer { ears.cancel() }
        try await Graceful.run(group)
    }

    // MARK: Discord

    private struct Drawing {
        let crew: AccountCrew
        let side: DeskParts.DiscordSide
        let services: [any Service]
    }

    /// Nil where no account is set up, and none can be added.
    private func draw(_ courier: Courier) async throws -> Drawing? {
        let seal = settings.secretKey.map { AccountSeal(secret: $0) }
        let plans = settings.accounts + (try await addedAccounts(seal))
        guard !plans.isEmpty || seal != nil else { return nil }
        let crew = AccountCrew(
            plans, parked: try await store.parkings(),
            AccountCrew.Parts(store: store, seal: seal, member: memberMaker, time: time, log: log))
        let engine = TaskEngine(
            EngineSettings(
                patience: settings.patience, parkedLimit: settings.parkedLimit),
            EngineParts(
                tasks: store, tenants: store, roster: crew.roster, notices: notices,
                resultWork: { [rules] in await rules.process($0, of: $1) },
                refusal: { [refusals] in refusals.suggestion(of: $0, tenant: $1) },
                noticesKept: { courier.wake() }, taskChanged: { [news] in news.changed($0) },
                time: time, random: random, log: log))
        crew.serve(engine)
        return Drawing(
            crew: crew,
            side: DeskParts.DiscordSide(
                engine: engine, roster: crew.roster, tagsPrompt: settings.tagsPrompt),
            services: [
                Part("engine", drain: { await engine.drain(within: .seconds(10)) }) {
                    try await engine.run(signals: crew.signals)
                },
                Part("accounts") { try await crew.run() },
            ])
    }

    /// Those that admins added. One that is set up elsewhere too is that one.
    private func addedAccounts(_ seal: AccountSeal?) async throws -> [AccountPlan] {
        let taken = Set(settings.accounts.map(\.draft.id))
        let channels = Set(settings.accounts.map(\.draft.channelID))
        return try await store.keptAccounts(seal).compactMap { kept in
            switch kept {
            case .usable(let draft):
                guard !taken.contains(draft.id) else { return nil }
                let fault = AccountCondition(
                    .other,
                    "Its channel is by now that of another account: give that one a channel of its own, or remove this one."
                )
                return AccountPlan(
                    draft: draft, source: .api,
                    fault: channels.contains(draft.channelID) ? fault : nil)
            case .shut(let id):
                guard !taken.contains(id) else { return nil }
                let fault = AccountCondition(
                    .other,
                    seal == nil
                        ? "Its tokens are sealed: set the PROMPTGATE_SECRET_KEY that it was added with."
                        : "Its tokens were sealed by another PROMPTGATE_SECRET_KEY: set that one, or remove the account and add it again."
                )
                log.warning("an account cannot be opened", metadata: ["account": "\(id)"])
                return AccountPlan(
                    draft: AccountDraft(
                        id: id, userToken: "", guildID: "", channelID: "", concurrency: 1, queue: 0),
                    source: .api, fault: fault)
            }
        }
    }

    private var memberMaker: @Sendable (AccountPlan) -> AccountMember {
        // Accounts that send from one address share what Discord holds against it.
        let door = FrontDoor()
        return { [settings, transport, time, random, log, observer] plan in
            let account = settings.discord.account(plan.draft, drawVersion: plan.drawVersion)
            let state = AccountState(time: time)
            let discord = DiscordDispatcher(
                account: account, state: state, transport: transport, time: time, random: random,
                log: log, door: plan.draft.proxyURL == nil ? door : FrontDoor())
            let listener = GatewayListener(
                account: account, state: state, time: time, random: random, log: log,
                history: { try await discord.messages(after: $0) },
                notebook: .file("\(settings.dataDirectory)/gateway-\(account.fingerprint).json"))
            return AccountMember(
                plan, state: state,
                dispatcher: ObservedDispatcher(discord, observer, time: time), listener: listener)
        }
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
                    noticesKept: { courier.wake() },
                    taskChanged: { [news] in news.changed($0) }, room: settings.holdingRoom,
                    expiresAfter: settings.heldExpiresAfter, log: log),
                discord: side,
                digest: promptDigest, time: time, random: random, observer: observer))
    }

    private func edge(
        desk: Desk, _ drawing: Drawing?, _ courier: Courier,
        bound: @escaping @Sendable (Int) -> Void
    ) -> some Service {
        Edge(
            EdgeParts(
                desk: desk, review: desk, tenants: store, audit: store, rules: rules,
                tally: registry.tally,
                accountHealth: { drawing?.crew.roster.health },
                storeFault: { [store] in await store.fault() },
                rateStanding: { [rules] in rules.inForce().stages.rateStanding(of: $0) },
                quota: quota,
                missing: { [settings] in drawing?.crew.isEmpty == false ? [] : settings.missing },
                accounts: drawing?.crew, suggestions: suggestions(courier),
                time: time,
                random: random, log: log,
                settings: EdgeSettings(
                    host: settings.host, port: settings.port,
                    seedStatus: settings.answersLikeSeed, version: Version.current,
                    metricsPublic: settings.metricsPublic,
                    callbackFault: { [addresses] in addresses.fault(in: $0) },
                    knowsTimeZone: { [zones] in zones.knows($0) },
                    knowsAccount: { drawing?.crew.roster[$0] != nil },
                    accountCapacity: settings.capacity),
                images: ImageShelf(store: store) { [images] in images.path(of: $0) },
                observer: observer, metrics: metricsPage(drawing), partHealth: partHealth,
                admin: adminParts(drawing),
                webhooks: WebhookShelf(store: store) { courier.wake() }, taskNews: news,
                tracer: traces.tracer)
        ).application(onListening: bound)
    }

    /// One digest for whatever is kept of a hashed prompt, so that a suggestion leads to its
    /// audit record.
    private var promptDigest: @Sendable (String) -> String {
        { [keys = store.auditKeys] in keys.promptDigest($0) }
    }

    // MARK: Watching

    private func metricsPage(_ drawing: Drawing?) -> GatewayPage {
        let state = GatewayState(
            version: Version.current, rules: { [rules] in rules.status() },
            standings: { [rules] in rules.inForce().stages.standings },
            queue: {
                guard let side = drawing?.side else { return nil }
                return GatewayState.Queue(
                    tasks: await side.engine.census, capacity: side.roster.capacity)
            },
            accounts: {
                drawing?.side.roster.accounts.map { ($0.id.rawValue, $0.dispatcher.health()) } ?? []
            },
            storeFault: { [store] in await store.fault() },
            diskFree: { [store] in store.freeBytes }, candidates: { MatcherTally.candidates },
            droppedSpans: { [traces] in traces.queue?.dropped })
        return GatewayPage(metrics, events, state, time: time)
    }

    private var partHealth: @Sendable () async -> [PartHealth] {
        { [store, events] in
            let isFull = store.isShortOfRoom
            return [
                PartHealth("disk", isFull ? .failed : .ok),
                PartHealth("audit", events.isAuditFailing ? .degraded : .ok),
                await store.webhookHealth(),
            ]
        }
    }

    private var auditUpkeep: AuditUpkeep {
        AuditUpkeep(store, time: time, random: random, observer: observer, log: log)
    }

    // MARK: The admin page

    private func adminParts(_ drawing: Drawing?) -> AdminParts {
        let verifier = AuditVerifier(
            directory: settings.dataDirectory, places: settings.auditPlaces)
        return AdminParts(
            page: { AdminPage.file(named: $0) }, workshop: editor,
            verifyAudit: { try await AuditLook.run(verifier) },
            queue: {
                guard let side = drawing?.side else { return nil }
                return QueueStanding(
                    census: await side.engine.census, capacity: side.roster.capacity)
            })
    }

    // MARK: Suggestions

    private func suggestions(_ courier: Courier) -> SuggestionDesk {
        SuggestionDesk(
            SuggestionParts(
                store: store, tenants: store, rules: rules, editor: editor,
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
