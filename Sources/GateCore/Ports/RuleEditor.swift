/// Changes the rule files: the only hand of the gateway in them.
///
/// What stands in a file stays byte for byte, comments and order included; an edit only
/// adds. It takes effect whole or not at all.
public protocol RuleEditor: Sendable {
    /// What `edit` would do, without doing it.
    /// - Parameters:
    ///   - edit: what is to be changed.
    ///   - example: judged by the rules as they would be.
    ///   - texts: what the simulation judges.
    func preview(
        _ edit: RuleEdit, example: RecordedText, on texts: [RecordedText]
    ) async throws(RuleEditRefusal) -> RuleEditPreview

    /// Writes `edit` to the files and puts them in force. Doing it twice changes nothing.
    /// - Returns: what was written; empty when it stood there already.
    func apply(_ edit: RuleEdit) async throws(RuleEditRefusal) -> [RuleFileChange]
}
