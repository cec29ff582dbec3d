/// All files of one revision, as they were read: nothing in them is checked yet.
struct RuleFiles: Sendable, Hashable {
    /// What a file is to the rules.
    enum Role: String, Sendable, Hashable {
        /// `rules/*.yaml`
        case pack
        /// `rules/tenants/*.yaml`
        case overlay
        /// `banned_words.txt`, and every other list that a pack names.
        case list
        /// `rules/pipeline.yaml`: the stages, which take effect together with the rules.
        case pipeline
    }

    /// One file and its part.
    struct Entry: Sendable, Hashable {
        let role: Role
        let file: RuleFile
    }

    /// The name of the file that says which stages judge, beside the packs.
    static let pipelineName = "pipeline.yaml"

    /// Packs by name, then overlays by name, then the pipeline, then lists in the order they
    /// are named.
    var entries: [Entry] = []
}

extension RuleFiles {
    /// The files of one role, in their order.
    func files(_ role: Role) -> [RuleFile] {
        entries.filter { $0.role == role }.map(\.file)
    }
}
