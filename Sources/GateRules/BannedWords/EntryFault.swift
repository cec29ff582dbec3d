/// What is wrong with one line, before file and line number are known.
struct EntryFault: Error, Hashable {
    /// In code points of the line, counted from 1.
    let column: Int
    let message: String
    let remedy: String
}
