/// The version of promptgate, as `--version`, the `User-Agent` and the change log name it.
enum Version {
    static let current = "0.1.0"
}
