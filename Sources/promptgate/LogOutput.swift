import Logging

/// Sends log lines to standard error, so that standard output holds only what was asked for.
enum LogOutput {
    static func bootstrap(level: Logger.Level = .info) {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}
