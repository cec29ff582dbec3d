import Foundation
import GateCore
import Synchronization

/// Resolves by the system, each name on a thread of its own: `getaddrinfo` blocks for as
/// long as the name server is silent, and the threads that run Swift's tasks are few.
public final class SystemResolver: Resolver {
    /// Names looked up at once. A look-up cannot be cancelled, so this bounds threads.
    static let maxLookups = 256

    private let time: any Timekeeper
    private let patience: Duration
    private let running = Mutex(0)

    /// - Parameters:
    ///   - time: measures the patience.
    ///   - patience: how long one name may take.
    public init(time: any Timekeeper, patience: Duration = .seconds(5)) {
        self.time = time
        self.patience = patience
    }

    public func addresses(of host: String) async throws -> [IPAddress] {
        if case .success(let literal) = Self.look(up: host, numericOnly: true) { return literal }
        try enter(for: host)
        do {
            return try await Cutoff.run(within: patience, time: time) {
                try await self.lookUpOnThread(host).get()
            }
        } catch is Cutoff.Overrun {
            throw AddressFault.unresolved("\(host) was not resolved in time")
        }
    }

    private func enter(for host: String) throws(AddressFault) {
        let entered = running.withLock { running in
            guard running < Self.maxLookups else { return false }
            running += 1
            return true
        }
        guard entered else {
            throw .unresolved("\(host) was not looked up: too many names are being looked up")
        }
    }

    /// The thread leaves the count itself, because it may outlive everyone's patience.
    private func lookUpOnThread(_ host: String) async -> Result<[IPAddress], AddressFault> {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                let found = Self.look(up: host, numericOnly: false)
                self.running.withLock { $0 -= 1 }
                continuation.resume(returning: found)
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
    }

    private static func look(
        up host: String, numericOnly: Bool
    ) -> Result<[IPAddress], AddressFault> {
        do throws(AddressFault) {
            return .success(try HostLookup.addresses(of: host, numericOnly: numericOnly))
        } catch {
            return .failure(error)
        }
    }
}
