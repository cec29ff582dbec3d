import GateCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization

/// `/v1/admin/stats`: counts and states, once or as they change.
struct AdminStatsRoutes {
    /// Watchers at once; each holds a connection.
    private static let mostWatchers = 16
    private static let pause = Duration.seconds(2)
    /// A stream ends after so many looks, about five minutes, and the browser comes again:
    /// so that a session that has ended is noticed.
    private static let mostLooks = 150
    /// Something is sent at least every so many looks, or a proxy may hang up.
    private static let quietLooks = 7

    private let board: StatsBoard
    private let time: any Timekeeper
    private let watchers = Watchers()

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        board = StatsBoard(parts)
        time = parts.time
    }

    /// Adds the routes.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/stats", .admin, .stats) { request, _ in
            var fields = QueryReader(request.uri.query)
            let range = fields.choice("range", StatsRange.self) ?? .day
            try fields.finish()
            return JSONResponse(try await board.stats(range))
        }
        routes.on(.get, "/v1/admin/stats/events", .admin, .statsEvents, use: events)
    }

    /// Server-sent events (HTML Living Standard, 9.2): `state`, whenever it has changed.
    @Sendable private func events(_ request: Request, _ context: EdgeContext) async throws
        -> Response
    {
        guard watchers.enter(atMost: Self.mostWatchers) else {
            throw Problem(
                .queueFull, "Too many pages watch already.", retryAfter: .seconds(30))
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8"],
            body: ResponseBody { [board, time, watchers] writer in
                defer { watchers.leave() }
                // A shutdown does not wait for those who watch.
                let shutdown = Mutex(false)
                try await withGracefulShutdownHandler {
                    try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
                    var last: [UInt8] = []
                    var quiet = 0
                    for _ in 0..<Self.mostLooks where !shutdown.withLock({ $0 }) {
                        let state = try await board.currentState().bytes
                        quiet += 1
                        if state != last {
                            (last, quiet) = (state, 0)
                            let event = Array("event: state\ndata: ".utf8) + state + [0x0A, 0x0A]
                            try await writer.write(ByteBuffer(bytes: event))
                        } else if quiet >= Self.quietLooks {
                            quiet = 0
                            try await writer.write(ByteBuffer(string: ": still here\n\n"))
                        }
                        try await time.sleep(for: Self.pause)
                    }
                } onGracefulShutdown: {
                    shutdown.withLock { $0 = true }
                }
                try await writer.finish(nil)
            })
    }

    /// How many watch.
    private final class Watchers: Sendable {
        private let count = Mutex(0)

        func enter(atMost most: Int) -> Bool {
            count.withLock { count in
                guard count < most else { return false }
                count += 1
                return true
            }
        }

        func leave() { count.withLock { $0 -= 1 } }
    }
}
