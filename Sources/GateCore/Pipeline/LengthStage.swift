/// Refuses texts over a cap before any rule looks at them: matching time grows with
/// length. Discord takes 6,000 characters of a command's option at most; a text that is
/// judged for another product may fill the body that the edge takes (64 KiB).
public struct LengthStage: Stage {
    public static let kind = StageKind.length

    private let settings: LengthSettings

    /// - Parameter settings: the bounds.
    public init(_ settings: LengthSettings = LengthSettings()) { self.settings = settings }

    /// It only counts.
    public func answersAtOnce(_ exchange: Exchange) -> Bool { true }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        let isPrompt = exchange.kind == TriggerKind.imagine.rawValue
        if isPrompt, let verdict = refusalOfShort(exchange.text) { return verdict }
        let cap = exchange.surface == .moderate ? settings.moderationMax : settings.max
        // Bytes bound code points from above, and counting them is free.
        guard exchange.text.utf8.count > cap else { return .pass }
        let count = exchange.text.unicodeScalars.count
        guard count > cap else { return .pass }
        return .deny(Reason(.tooLarge, "The text has \(count) code points; \(cap) are allowed."))
    }

    /// White space says nothing, so it does not count here.
    private func refusalOfShort(_ text: String) -> Verdict? {
        guard settings.min > 0 else { return nil }
        let count = text.unicodeScalars.count { !$0.properties.isWhitespace }
        guard count < settings.min else { return nil }
        return .deny(
            Reason(
                .badParameters,
                "The prompt has \(count) code points besides white space; "
                    + "\(settings.min) are needed."))
    }
}
