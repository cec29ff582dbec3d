extension EntryLine {
    /// A text that is an entry from end to end: YAML has comments of its own.
    init(whole text: String) {
        let scalars = Array(text.unicodeScalars)
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let last = scalars.lastIndex { !$0.properties.isWhitespace } ?? start
        entry = start < scalars.endIndex ? Array(scalars[start...last]) : []
        column = start + 1
        isException = false
    }
}
