import GateCore
import Logging
import NIOCore
import Synchronization

/// A Discord of one's own: REST under `/api/v9` and `/api/v10`, a Gateway under `/gateway`,
/// an image host, and an image bot that walks through its jobs as Midjourney does; all on
/// one port. Faults are ordered over `POST /_control`, which `GET /_control` explains.
///
/// Everything is kept in memory, within bounds, and goes when the server stops.
public final class FakeDiscord: Sendable {
    private struct Running {
        let port: Int
        let task: Task<Void, Never>
    }

    private let settings: FakeSettings
    private let time: any Timekeeper
    private let random: any RandomSource
    private let log: Logger
    private let running = Mutex<Running?>(nil)

    /// - Parameters:
    ///   - settings: how it is set up.
    ///   - time: for stamps and for the pauses between a job's steps.
    ///   - random: for ids, and for upload addresses that cannot be guessed.
    ///   - log: for what goes wrong; never holds tokens.
    public init(
        settings: FakeSettings, time: any Timekeeper, random: any RandomSource, log: Logger
    ) {
        self.settings = settings
        self.time = time
        self.random = random
        self.log = log
    }

    /// Binds the port and serves from then on.
    /// - Returns: the port, which differs from the settings' when that is 0. When it runs
    ///   already, the port it runs on.
    /// - Throws: what the system says when the port cannot be had.
    public func start() async throws -> Int {
        if let port = running.withLock({ $0?.port }) { return port }
        let listener = try await Service.bind(host: settings.host, port: settings.port)
        let port = listener.channel.localAddress?.port ?? settings.port
        let backstage = Backstage(
            settings: settings, address: address(port: port), time: time, random: random, log: log)
        let task = Task { [log] in
            do {
                try await Service(listener, backstage).run()
            } catch is CancellationError {
                // `stop`, or the end of `run`.
            } catch {
                // Stopping cancels it, which is no fault.
                guard !Task.isCancelled else { return }
                log.error("the fake Discord ended", metadata: ["error": "\(error)"])
            }
        }
        running.withLock { $0 = Running(port: port, task: task) }
        return port
    }

    /// Ends all connections and frees the port; returns once that has happened. What it
    /// knew is forgotten.
    public func stop() async {
        let task = running.withLock { running in
            defer { running = nil }
            return running?.task
        }
        task?.cancel()
        await task?.value
    }

    /// Starts, unless it runs already, and serves until the calling task is cancelled.
    /// - Throws: what ``start()`` throws.
    public func run() async throws {
        _ = try await start()
        guard let task = running.withLock({ $0?.task }) else { return }
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        await stop()
    }

    /// Where clients reach it: a wildcard address is none to connect to.
    private func address(port: Int) -> String {
        if let url = settings.publicURL { return url }
        let host = ["0.0.0.0", "::", ""].contains(settings.host) ? "127.0.0.1" : settings.host
        return host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
    }
}
