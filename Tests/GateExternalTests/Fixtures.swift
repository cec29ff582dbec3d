import GateCore
import GateTestKit
import Logging

@testable import GateExternal

/// Settings as a file has them: texts, lists, and mappings whose keys stand in lines of
/// their own, from line 1 on.
func read<Settings: StageSettings>(
    _ pairs: [ConfigPair], _ type: Settings.Type = Settings.self
) -> (settings: Settings, faults: [RuleFault]) {
    let sheet = SettingFaults(file: "pipeline.yaml")
    let fields = SettingFields(
        ConfigNode(.mapping(pairs), at: ConfigPlace(line: 1, column: 5)), owner: "Stage",
        sheet: sheet)
    let settings = Settings(fields)
    fields.refuseUnknown()
    return (settings, sheet.faults)
}

/// A key with a text, at a line of its own.
func line(_ number: Int, _ key: String, _ text: String) -> ConfigPair {
    pair(number, key, .text(text))
}

/// A key with anything, at a line of its own; the value begins two columns behind the key.
func pair(_ number: Int, _ key: String, _ content: ConfigNode.Content) -> ConfigPair {
    ConfigPair(
        key,
        ConfigNode(
            content, at: ConfigPlace(line: number, column: 7 + key.unicodeScalars.count)),
        at: ConfigPlace(line: number, column: 5))
}

extension ServiceSettings {
    /// Settings for a service at `https://guard.test/check`.
    static func sample(
        _ format: ServiceFormat = .promptgate, _ change: (inout ServiceSettings) -> Void = { _ in }
    ) throws -> ServiceSettings {
        var settings = ServiceSettings()
        settings.format = format
        settings.url = try ServiceURL("https://guard.test/check", path: format.path)
        settings.attempts = 1
        change(&settings)
        return settings
    }
}

/// A service that a test plays, over time that it moves.
struct Bench {
    let transport = ScriptedTransport(fallback: { _ in
        HTTPAnswer(status: 200, headers: [], body: Array(#"{"action":"allow"}"#.utf8))
    })
    let time = ManualTime()

    func parts(_ variables: [String: String] = [:]) -> ExternalParts {
        ExternalParts(
            transport: transport, lookup: { variables[$0] }, time: time,
            random: SeededRandom(seed: 7), log: .silent)
    }

    func stage(
        _ format: ServiceFormat = .promptgate, action: ExternalSettings.Action? = nil,
        variables: [String: String] = [:],
        _ change: (inout ServiceSettings) -> Void = { _ in }
    ) throws -> ExternalStage {
        ExternalStage(
            ExternalSettings(try .sample(format, change), action: action), parts(variables))
    }

    func resultStage(
        _ format: ServiceFormat = .promptgate, action: ExternalResultSettings.Action = .cover,
        _ change: (inout ServiceSettings) -> Void = { _ in }
    ) throws -> ExternalResultStage {
        ExternalResultStage(
            ExternalResultSettings(try .sample(format, change), action: action), parts())
    }

    /// What the pipeline records of a stage's judging of `exchange`.
    func judgement(
        of exchange: Exchange = .sample(), by stage: ExternalStage,
        onError: StageSlot.FailureMode = .deny, timeout: Duration = .seconds(2)
    ) async throws -> Judgement {
        let pipeline = Pipeline(
            [StageSlot(stage, timeout: timeout, onError: onError)], time: time, log: .silent)
        return try await pipeline.run(exchange) { ($0.outcome, $0) }
    }
}

/// A transport's call that never comes back by itself.
let hang: ScriptedTransport.Responder = { _ in
    while true { try await Task.sleep(for: .seconds(3600)) }
}
