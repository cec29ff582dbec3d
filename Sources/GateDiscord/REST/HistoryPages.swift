import GateCore

/// Reads a channel back, page by page, from its newest message to where what is known
/// begins, or to `most` pages: a busy channel is not read to its first day.
struct HistoryPages: Sendable {
    /// How far back.
    enum Reach: Hashable, Sendable {
        /// To that moment, by Discord's clock, which may differ from ours a little.
        case to(Timestamp)
        /// To that message, which is left out.
        case after(String)
    }

    private static let most = 20
    private static let size = 100
    private static let skew = Duration.seconds(60)

    /// Asks for one page, with that query.
    let page: @Sendable (String) async throws(DispatchError) -> [JSONValue]

    /// The messages, newest first.
    func messages(back reach: Reach) async throws(DispatchError) -> [JSONValue] {
        var all: [JSONValue] = []
        var before: String?
        for _ in 0..<Self.most {
            let found = try await page(
                "limit=\(Self.size)" + (before.map { "&before=\($0)" } ?? ""))
            let wanted = found.filter { !isBeyond($0, reach) }
            // A clock that is wrong must not hide a message: what was read anyway is shown.
            if case .to = reach { all += found } else { all += wanted }
            let oldest = found.last?["id"]?.string
            guard found.count >= Self.size, wanted.count == found.count, let oldest,
                Snowflake(oldest) != nil, oldest != before
            else { break }
            before = oldest
        }
        return all
    }

    private func isBeyond(_ message: JSONValue, _ reach: Reach) -> Bool {
        let id = message["id"]?.string.flatMap(Snowflake.init)
        switch reach {
        case .to(let start):
            guard let at = id?.time else { return false }
            return at + Self.skew < start
        case .after(let last):
            guard let id, let last = Snowflake(last) else { return false }
            return id <= last
        }
    }
}
