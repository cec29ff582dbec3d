/// One rule of a generated list.
struct BenchRule {
    enum Kind { case word, phrase, pattern }

    let kind: Kind
    /// As it stands in `banned_words.txt`, without the slashes of a pattern.
    let entry: String
    /// A text that it finds.
    let sample: String

    /// The line of `banned_words.txt`.
    var line: String {
        kind == .pattern ? "/\(entry.replacing("/", with: "\\/"))/" : entry
    }

    /// What someone would write who has PCRE2 and no rule engine.
    var plainPattern: String {
        switch kind {
        case .word, .phrase: #"\b(?:\#(plainPhrase))\b"#
        case .pattern: entry
        }
    }

    /// The same without boundaries, for a word or phrase.
    var plainPhrase: String {
        entry.split(separator: " ").map { #"\Q\#($0)\E"# }.joined(separator: #"\s+"#)
    }
}
