import GateCore
import Logging

/// Writes each log line as one JSON object, for machines: `ts`, `level`, `logger`,
/// `message`, `trace_id` and `decision_id` where there are any, and `metadata`.
public struct JSONLogHandler: LogHandler {
    public var logLevel = Logger.Level.info
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let time: any Timekeeper
    private let write: @Sendable (String) -> Void

    /// - Parameters:
    ///   - label: names the logger.
    ///   - provider: adds what the running task knows.
    ///   - time: stamps the lines.
    ///   - write: takes each line, its end included.
    public init(
        label: String, provider: Logger.MetadataProvider?, time: any Timekeeper = SystemTime(),
        write: @escaping @Sendable (String) -> Void = StandardError.write
    ) {
        self.label = label
        metadataProvider = provider
        self.time = time
        self.write = write
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        // What is said nearest to the line counts.
        var facts = metadataProvider?.get() ?? [:]
        facts.merge(metadata) { $1 }
        facts.merge(event.metadata ?? [:]) { $1 }
        write(line(event, facts))
    }

    private func line(_ event: LogEvent, _ facts: Logger.Metadata) -> String {
        var facts = facts
        var line = "{\"ts\":\(Self.quoted(time.wall().iso8601))"
        line += ",\"level\":\(Self.quoted(event.level.rawValue))"
        line += ",\"logger\":\(Self.quoted(label))"
        line += ",\"message\":\(Self.quoted(event.message.description))"
        if let error = event.error { line += ",\"error\":\(Self.quoted("\(error)"))" }
        for key in LogFacts.keys {
            guard let value = facts.removeValue(forKey: key) else { continue }
            line += ",\"\(key)\":\(Self.json(value).text)"
        }
        if !facts.isEmpty { line += ",\"metadata\":\(Self.json(.dictionary(facts)).text)" }
        return line + "}\n"
    }

    private static func quoted(_ text: String) -> String { JSONValue.string(text).text }

    private static func json(_ value: Logger.MetadataValue) -> JSONValue {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let value): .string(value.description)
        case .array(let values): .array(values.map(json))
        case .dictionary(let values): .object(values.mapValues(json))
        }
    }
}
