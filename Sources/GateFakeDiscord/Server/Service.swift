import GateCore
import Logging
import NIOCore
import NIOPosix

/// The running server: takes connections and serves each in a task of its own; all end
/// with it.
struct Service: Sendable {
    typealias Listener = NIOAsyncChannel<Connection.Channel, Never>

    private let listener: Listener
    private let backstage: Backstage
    private let router: Router
    private let bot: MidjourneyBot

    /// - Parameters:
    ///   - listener: the bound port.
    ///   - backstage: what the server works on.
    init(_ listener: Listener, _ backstage: Backstage) {
        self.listener = listener
        self.backstage = backstage
        bot = MidjourneyBot(backstage)
        router = Router(
            InteractionRoutes(backstage: backstage, bot: bot).all
                + InpaintRoutes(backstage: backstage, bot: bot).all
                + MessageRoutes(backstage: backstage).all
                + UploadRoutes(backstage: backstage).all
                + GuildRoutes(backstage: backstage).all
                + IdentityRoutes(backstage: backstage).all
                + ImageRoutes(backstage: backstage).all
                + ControlRoutes(backstage: backstage).all,
            backstage: backstage)
    }

    /// Binds a port.
    static func bind(host: String, port: Int) async throws -> Listener {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: port, childChannelInitializer: Connection.configure)
    }

    /// Serves until it is cancelled.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await bot.run() }
            try await listener.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask { await serve(connection) }
                }
            }
        }
    }

    private func serve(_ channel: Connection.Channel) async {
        do {
            try await Connection(channel: channel, router: router, backstage: backstage).run()
        } catch {
            // A client that goes away in the middle is a daily matter.
            backstage.log.debug("a connection ended early", metadata: ["error": "\(error)"])
        }
    }
}
