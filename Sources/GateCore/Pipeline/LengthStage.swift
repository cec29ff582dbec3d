/// Refuses texts over a cap before any rule looks at them: matching time grows with
/// length. Discord takes 6,000 characters of a command's option at most; a text that is
/// judged for another product may fill the body that the edge takes (64 KiB).
public struct LengthStage: Stage {
    public static let kind = StageKind.length

    private let cap: Int
    private let moderationCap: Int

    /// - Parameters:
    ///   - cap: the longest text that Discord is sent, in Unicode code points.
    ///   - moderationCap: the longest text that is judged and not sent.
    public init(cap: Int = 6000, moderationCap: Int = 65_536) {
        self.cap = cap
        self.moderationCap = moderationCap
    }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        let cap = exchange.surface == .moderate ? moderationCap : cap
        // Bytes bound code points from above, and counting them is free.
        guard exchange.text.utf8.count > cap else { return .pass }
        let count = exchange.text.unicodeScalars.count
        guard count > cap else { return .pass }
        return .deny(Reason(.tooLarge, "The text has \(count) code points; \(cap) are allowed."))
    }
}
