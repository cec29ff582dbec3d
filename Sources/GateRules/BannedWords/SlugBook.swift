import Crypto

/// Gives each entry of a list a name that is readable, unique, and the same whatever else
/// stands in the list: `belly-button` for `belly button`.
struct SlugBook {
    private var taken: Set<String> = []

    /// The name of `term`. Words and digits with single spaces are named by themselves;
    /// anything else has a hash of the entry behind it, because `-edge` and `edge`, or
    /// `see-through` and `see through`, would else have one name.
    mutating func slug(for term: Term) -> String {
        let entry = term.written.lowercased()
        let words = entry.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        let isPlain = words == entry.replacing(" ", with: "-") && !entry.contains("-")
        let readable = term.isLinear && !words.isEmpty ? String(words.prefix(60)) : "pattern"
        var slug = isPlain && words.count <= 60 ? words : "\(readable)-\(hash(of: entry, 2))"
        // Two entries with one hash are told apart by more of it.
        if taken.contains(slug) { slug = "\(readable)-\(hash(of: term.written, 16))" }
        taken.insert(slug)
        return slug
    }

    private func hash(of entry: String, _ bytes: Int) -> String {
        SHA256.hash(data: Array(entry.utf8)).prefix(bytes).map(\.hex).joined()
    }
}
