/// A place in a configuration file.
public struct ConfigPlace: Hashable, Sendable {
    /// Counted from 1; 0 when the file as a whole is meant.
    public let line: Int
    /// In code points, counted from 1; 0 when the line as a whole is meant.
    public let column: Int

    /// - Parameters:
    ///   - line: counted from 1.
    ///   - column: in code points, counted from 1.
    public init(line: Int = 0, column: Int = 0) {
        self.line = line
        self.column = column
    }
}
