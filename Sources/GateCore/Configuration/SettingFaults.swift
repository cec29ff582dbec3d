/// Collects what is wrong with the settings of one file.
///
/// It belongs to the one reading that it was made for, on one task.
public final class SettingFaults {
    /// So many are told; a file with more is not the file that was meant.
    static let largestCount = 100

    /// The file, as the configuration names it.
    public let file: String
    private var kept: [RuleFault] = []

    /// - Parameter file: the file, as the configuration names it.
    public init(file: String) { self.file = file }

    /// All of them, in the order of their places.
    public var faults: [RuleFault] { kept.sorted { ($0.line, $0.column) < ($1.line, $1.column) } }

    /// Notes one.
    ///
    /// - Parameters:
    ///   - place: where it is.
    ///   - message: what is wrong, as a sentence.
    ///   - remedy: what to write instead, as a sentence.
    public func tell(_ place: ConfigPlace, _ message: String, _ remedy: String) {
        guard kept.count < Self.largestCount else { return }
        kept.append(
            RuleFault(
                file: file, line: place.line, column: place.column, message: message,
                remedy: remedy))
    }
}
