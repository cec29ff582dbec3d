/// Refuses texts over a cap before any rule looks at them: matching time grows with
/// length, and Discord takes 6,000 characters of a command's option at most.
public struct LengthStage: Stage {
    public static let kind = StageKind.length

    private let cap: Int

    /// - Parameter cap: the longest text let through, in Unicode code points.
    public init(cap: Int = 6000) { self.cap = cap }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        // Bytes bound code points from above, and counting them is free.
        guard exchange.text.utf8.count > cap else { return .pass }
        let count = exchange.text.unicodeScalars.count
        guard count > cap else { return .pass }
        return .deny(Reason(.tooLarge, "The text has \(count) code points; \(cap) are allowed."))
    }
}
