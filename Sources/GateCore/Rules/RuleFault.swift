/// Why a rule file was refused, precise enough to mend it without looking elsewhere.
public struct RuleFault: Error, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The file, as the configuration names it.
    public let file: String
    /// The line, counted from 1; 0 when the file as a whole is at fault.
    public let line: Int
    /// The column in code points, counted from 1; 0 when the line as a whole is.
    public let column: Int
    /// What is wrong.
    public let message: String
    /// What to write instead, or do.
    public let remedy: String

    /// Describes one fault; see the properties.
    public init(file: String, line: Int, column: Int, message: String, remedy: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    /// `banned_words.txt:12:3: what is wrong. What to do.`
    public var description: String {
        let place = line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
        return "\(place): \(message) \(remedy)"
    }
}
