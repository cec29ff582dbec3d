import GateTelemetry
import Logging

/// Sends log lines to standard error, so that standard output holds only what was asked for.
enum LogOutput {
    /// How lines are written (`LOG_FORMAT`).
    enum Format: String, CaseIterable {
        case text, json
    }

    static func bootstrap(level: Logger.Level = .info, format: Format = .text) {
        LoggingSystem.bootstrap(
            { label, provider in
                var handler = handler(label, format, provider)
                handler.logLevel = level
                return handler
            }, metadataProvider: LogFacts.provider)
    }

    private static func handler(
        _ label: String, _ format: Format, _ provider: Logger.MetadataProvider?
    ) -> any LogHandler {
        switch format {
        case .text:
            LazyLogHandler(
                StreamLogHandler.standardError(label: label, metadataProvider: provider))
        case .json: JSONLogHandler(label: label, provider: provider)
        }
    }
}
