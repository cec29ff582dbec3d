/// The text of one YAML file, and what it says.
struct YAMLDocument {
    /// Nothing that a person writes goes deeper.
    static let largestDepth = 16
    /// So many values may come from aliases: more is a "billion laughs".
    static let largestAliasWeight = 10_000

    /// Without a byte order mark.
    let bytes: ArraySlice<UInt8>
    let sheet: FaultSheet

    init(_ file: RuleFile, sheet: FaultSheet) {
        let hasMark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
        bytes = hasMark ? file.bytes.dropFirst(3) : file.bytes[...]
        self.sheet = sheet
    }

    /// The file's one value. Nil when it has none that can be read; the sheet tells why.
    func root() -> YAMLNode? {
        read { (composer) throws(YAMLParser.Failure) -> YAMLNode? in
            try composer.document()
        }
    }

    /// The value of one key of the file's mapping, looked for no further than needed. What
    /// is wrong in front of it goes to the sheet.
    func value(of key: String) -> YAMLNode? {
        read { (composer) throws(YAMLParser.Failure) -> YAMLNode? in
            try composer.value(of: key)
        }
    }

    private func read(
        _ body: (inout YAMLComposer) throws(YAMLParser.Failure) -> YAMLNode?
    ) -> YAMLNode? {
        bytes.withUnsafeBufferPointer { bytes -> YAMLNode? in
            var composer = YAMLComposer(YAMLParser(bytes), sheet: sheet)
            do throws(YAMLParser.Failure) {
                return try body(&composer)
            } catch {
                YAMLSyntaxFault(error, in: self.bytes).tell(sheet)
                return nil
            }
        }
    }
}
