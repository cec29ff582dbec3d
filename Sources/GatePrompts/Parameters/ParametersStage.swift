import GateCore

/// Refuses prompts with Midjourney parameters that a tenant may not use, or with values
/// out of range: `--video` costs more than a picture, `--repeat 40` forty times as much.
public struct ParametersStage: Stage {
    public static let kind: StageKind = "parameters"
    /// So many faults of one prompt are told.
    private static let mostFaults = 10

    private let settings: ParametersSettings

    /// - Parameter settings: what is allowed.
    public init(_ settings: ParametersSettings) { self.settings = settings }

    /// It only reads the text.
    public func answersAtOnce(_ exchange: Exchange) -> Bool { true }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        // Where pictures are sent the text is files' names, and elsewhere there is no prompt.
        guard exchange.surface == .trigger, !exchange.text.isEmpty,
            TriggerKind(rawValue: exchange.kind)?.namesFiles != true
        else { return .pass }
        let policy = settings.policy(for: exchange.caller.tenant.id)
        let faults = FlagReader.flags(in: exchange.text, settings.book).compactMap { flag in
            policy.fault(of: flag, settings.book).map {
                FieldFault("prompt", $0, span: flag.span)
            }
        }
        guard let first = faults.first else { return .pass }
        return .deny(
            Reason(
                .badParameters, first.reason, fields: Array(faults.prefix(Self.mostFaults))))
    }
}
