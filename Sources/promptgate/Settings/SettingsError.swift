/// A setting that cannot be used, with what to write instead.
struct SettingsError: Error, CustomStringConvertible {
    let description: String

    /// - Parameters:
    ///   - name: the environment variable's name.
    ///   - remedy: what it must be.
    init(_ name: String, _ remedy: String) {
        description = "\(name): \(remedy)"
    }
}
