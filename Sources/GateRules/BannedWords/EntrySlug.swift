import Crypto

/// The name of a list's entry: readable, and the same whatever else stands in the list,
/// such as `belly-button` for `belly button`.
enum EntrySlug {
    /// Words and digits with single spaces are named by themselves; anything else has a
    /// hash of the entry behind it, because `-edge` and `edge`, or `see-through` and
    /// `see through`, would else have one name.
    /// - Parameter isLong: with all of the hash, for two entries whose short hashes agree.
    static func of(_ term: Term, isLong: Bool = false) -> String {
        let entry = term.written.lowercased()
        let words = entry.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        let isPlain = words == entry.replacing(" ", with: "-") && !entry.contains("-")
        if isPlain && words.count <= 60 && !isLong { return words }
        let readable = term.isLinear && !words.isEmpty ? String(words.prefix(60)) : "pattern"
        return "\(readable)-\(isLong ? hash(of: term.written, 16) : hash(of: entry, 2))"
    }

    private static func hash(of entry: String, _ bytes: Int) -> String {
        SHA256.hash(data: Array(entry.utf8)).prefix(bytes).map(\.hex).joined()
    }
}
