/// The list files that were read, and which of them the packs name.
struct ListShelf {
    private let files: [RuleFile]
    private var namedPaths: Set<String> = []
    private var namesBannedWords = false

    init(_ files: [RuleFile]) { self.files = files }

    /// Notes that a pack names this list.
    mutating func name(_ list: RuleList) {
        namedPaths.insert(list.file)
        if list.id == BannedWordsParser.listID { namesBannedWords = true }
    }

    /// The operator's `banned_words.txt`, when no pack gives it traits.
    var unnamed: RuleFile? { namesBannedWords ? nil : operators }

    /// The file of a list. The operator's `banned_words.txt` takes the place of the one that
    /// a pack names for the same list.
    func file(of list: RuleList) -> RuleFile? {
        if list.id == BannedWordsParser.listID, let operators { return operators }
        return files.first { $0.path == list.file }
    }

    /// The file that stands in no pack: the one that the operator named.
    private var operators: RuleFile? { files.first { !namedPaths.contains($0.path) } }
}
