import GateCore
import GateStore

/// Sees to it that somebody can get in.
enum Bootstrap {
    /// Makes `key` the admin key, or, without one and without any admin key so far, a
    /// fresh one.
    /// - Returns: the fresh key, to be shown once; nil when none was made.
    /// - Throws: `StoreError`.
    static func adminKey(
        _ key: String?, store: SQLiteStore, time: any Timekeeper, random: any RandomSource
    ) async throws -> String? {
        if let key {
            try await store.setBootstrapKey(secret: key, at: time.wall())
            return nil
        }
        guard try await store.adminKeyCount() == 0 else { return nil }
        let fresh = FreshSecret.apiKey(random)
        try await store.setBootstrapKey(secret: fresh, at: time.wall())
        return fresh
    }
}
