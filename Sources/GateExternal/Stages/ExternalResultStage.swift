import GateCore

/// Asks a service over HTTP about every text of a result: the echoed prompt, and what the
/// image bot wrote itself. Texts that are hit are covered or left out; pictures and buttons
/// stay.
public struct ExternalResultStage: ResultStage, ObservableStage {
    public static let kind: StageKind = "external"
    /// The image bot's messages have a few; one with more is none of its own.
    private static let mostTexts = 30

    private let settings: ExternalResultSettings
    private let service: ExternalService

    /// - Parameters:
    ///   - settings: which service, and what becomes of what it finds.
    ///   - parts: what it works with.
    public init(_ settings: ExternalResultSettings, _ parts: ExternalParts) {
        self.settings = settings
        service = ExternalService(settings.service, parts)
    }

    /// How its service stands now.
    public var snapshot: ExternalStanding { service.standing }

    public var standing: JSONValue { snapshot.json }

    public func process(
        _ result: TaskResult, of exchange: ResultExchange
    ) async throws -> TaskResult {
        let texts = ResultTexts.all(of: result)
        guard texts.count <= Self.mostTexts else {
            throw StageFault(.error, "more than \(Self.mostTexts) texts")
        }
        var treated: [String: String] = [:]
        for text in texts { treated[text] = try await treat(text, of: exchange.task) }
        return ResultTexts.replaced(in: result) { treated[$0] ?? $0 }
    }

    private func treat(_ text: String, of task: TaskRecord) async throws -> String {
        let finding = try await service.ask(
            Question(
                text: text, tenant: task.tenant, kind: task.job.kind.rawValue, endUser: nil,
                side: .response))
        // A flag is for records, and a result has none.
        guard finding.isHit, finding.action != .flag else { return text }
        switch settings.action {
        case .drop: return ""
        case .cover: return finding.replacement ?? finding.covered(text)
        }
    }
}
