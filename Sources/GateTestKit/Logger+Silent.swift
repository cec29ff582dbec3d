import Logging

extension Logger {
    /// A logger that says nothing.
    public static var silent: Logger {
        Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
    }
}
