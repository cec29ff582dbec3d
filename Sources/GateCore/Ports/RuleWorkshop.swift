/// Where an admin works on the rule files themselves: reads, checks and writes them whole,
/// and tries texts. Names lead to files of the rules alone, never anywhere else.
public protocol RuleWorkshop: Sendable {
    /// The files that make the rules, as they are on disk.
    func documents() async throws(RuleEditRefusal) -> [RuleDocument]

    /// One of them; nil when none has that name.
    func document(_ name: String) async throws(RuleEditRefusal) -> RuleDocument?

    /// What would be wrong with the rules if the file of that name had that text, and what
    /// is probably not meant. Writes nothing.
    ///
    /// - Parameters:
    ///   - name: the file, as in the list of documents.
    ///   - text: what it would hold, whole.
    func lint(_ name: String, _ text: String) async throws(RuleEditRefusal) -> RuleLint

    /// Replaces a file, or makes one, and puts it in force.
    ///
    /// - Parameters:
    ///   - name: the file, as in the list of documents.
    ///   - text: what it is to hold, whole.
    ///   - tag: that of the text that the change was made of; nil for a new file.
    /// - Returns: the file as it now is.
    /// - Throws: why nothing was written: the file has another tag, or the rules would be
    ///   refused.
    func write(
        _ name: String, _ text: String, over tag: String?
    ) async throws(RuleEditRefusal) -> RuleDocument
}
