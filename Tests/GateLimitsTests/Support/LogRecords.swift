import Logging
import Synchronization

/// Remembers the messages of errors that a test expects to be told of.
final class LogRecords: LogHandler {
    private let kept = Mutex<[String]>([])

    var messages: [String] { kept.withLock { $0 } }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .error }
        set {}
    }

    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        kept.withLock { $0.append(event.message.description) }
    }
}
