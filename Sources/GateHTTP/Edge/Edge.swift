import GateCore
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The HTTP edge: it parses, authenticates and answers; whatever is judged or kept is
/// behind the ports it is given.
public struct Edge: Sendable {
    private let parts: EdgeParts

    /// - Parameter parts: the ports to call, and the settings.
    public init(_ parts: EdgeParts) { self.parts = parts }

    /// The server, to be run in a service group, which also ends it gracefully: it stops
    /// accepting, and finishes the requests that are under way.
    ///
    /// - Parameter onListening: called once with the bound port.
    public func application(
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            responder: RequestTaskResponder(base: assembled().router.buildResponder()),
            server: .http1(configuration: connection),
            configuration: ApplicationConfiguration(
                address: .hostname(parts.settings.host, port: parts.settings.port),
                backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(8192, logger: parts.log)),
            onServerRunning: { await onListening($0.localAddress?.port ?? 0) },
            logger: parts.log)
    }

    /// What is declared of every route.
    var routes: [DeclaredRoute] { assembled().routes }

    private func assembled() -> (router: Router<EdgeContext>, routes: [DeclaredRoute]) {
        let router = Router(context: EdgeContext.self, options: .autoGenerateHeadEndpoints)
        if let tracer = parts.tracer { router.add(middleware: TraceMiddleware(tracer: tracer)) }
        router.add(
            middleware: AnswerMiddleware(
                problems: ProblemWriter(
                    seedStatus: parts.settings.seedStatus,
                    pace: PaceHeaders(standing: parts.rateStanding)),
                names: RequestNames(parts.random), time: parts.time, observer: parts.observer))
        let pace = PaceHeaders(standing: parts.rateStanding)
        let door = SessionDoor(
            sessions: AdminSessions(time: parts.time, random: parts.random))
        let routes = RouteBook(
            router, Authenticator(tenants: parts.tenants, pace: pace, page: door))
        HealthRoutes(parts).add(to: routes)
        MetricsRoutes(parts)?.add(to: routes)
        TriggerRoutes(parts).add(to: routes)
        UploadRoutes(parts).add(to: routes)
        TaskRoutes(parts).add(to: routes)
        ImageRoutes(parts).add(to: routes)
        ModerationRoutes(parts).add(to: routes)
        OpenAIModerationRoutes(parts).add(to: routes)
        LiteLLMRoutes(parts).add(to: routes)
        PerspectiveRoutes(parts).add(to: routes)
        AgentGatewayRoutes(parts).add(to: routes)
        LLMGuardRoutes(parts).add(to: routes)
        UsageRoutes(parts).add(to: routes)
        AdminTenantRoutes(parts).add(to: routes)
        AdminQuotaRoutes(parts)?.add(to: routes)
        AdminAuditRoutes(parts).add(to: routes)
        AdminReviewRoutes(parts).add(to: routes)
        AdminStrikeRoutes(parts).add(to: routes)
        AdminErasureRoutes(parts).add(to: routes)
        AdminRuleRoutes(parts).add(to: routes)
        AdminAccountRoutes(parts).add(to: routes)
        AdminPipelineRoutes(parts).add(to: routes)
        if let webhooks = parts.webhooks { AdminWebhookRoutes(webhooks, parts).add(to: routes) }
        if let box = parts.suggestions {
            SuggestionRoutes(box, parts).add(to: routes)
            AdminSuggestionRoutes(box, parts).add(to: routes)
        }
        AdminSessionRoutes(door, parts).add(to: routes)
        AdminPageRoutes(parts.admin).add(to: routes)
        AdminStatsRoutes(parts).add(to: routes)
        AdminRuleFileRoutes(parts)?.add(to: routes)
        AdminVerifyRoutes(parts)?.add(to: routes)
        DocumentRoutes(parts).add(to: routes)
        routes.refuseOtherMethods()
        return (router, routes.all)
    }

    /// A header that drips in is cut off by the idle time-out; `ConnectionGuard` cuts off
    /// the rest.
    private var connection: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard()],
            idleTimeout: .seconds(60),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)
        )
    }
}
