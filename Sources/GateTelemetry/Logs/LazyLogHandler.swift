import Logging

/// Keeps what a logger is told about its lines until there is a line.
///
/// swift-log's stream handler writes its metadata as text each time one is set. Every request
/// sets two and most log nothing: that was a thirtieth of what a request cost.
public struct LazyLogHandler<Base: LogHandler>: LogHandler {
    public var metadata: Logger.Metadata = [:]
    private var base: Base

    /// - Parameter base: writes the lines.
    public init(_ base: Base) { self.base = base }

    public var logLevel: Logger.Level {
        get { base.logLevel }
        set { base.logLevel = newValue }
    }

    public var metadataProvider: Logger.MetadataProvider? {
        get { base.metadataProvider }
        set { base.metadataProvider = newValue }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var event = event
        // What is said nearest to the line counts.
        if !metadata.isEmpty { event.metadata = metadata.merging(event.metadata ?? [:]) { $1 } }
        base.log(event: event)
    }
}
