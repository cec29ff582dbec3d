/// How the bot repeats a prompt: links shortened, spaces collapsed, long dashes taken for
/// parameters, the model appended.
enum PromptEcho {
    /// - Parameters:
    ///   - prompt: as it was sent.
    ///   - version: the model to name when the prompt names none; nil for not naming one.
    static func of(_ prompt: String, version: String?) -> String {
        var words = prompt.replacing("\u{2014}", with: "--")
            .split { $0.isWhitespace }
            .map { isLink($0) ? "<\(short($0))>" : String($0) }
        let namesModel = words.contains { ["--v", "--version", "--niji"].contains($0) }
        if let version, !namesModel { words += ["--v", version] }
        return words.joined(separator: " ")
    }

    /// The short form of a link; the same link always has the same.
    static func short(_ link: some StringProtocol) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        var hash = StableHash.of(String(link))
        var name = ""
        for _ in 0..<11 {
            name.append(letters[Int(hash % 62)])
            hash /= 62
        }
        return "https://s.mj.run/\(name)"
    }

    private static func isLink(_ word: Substring) -> Bool {
        word.hasPrefix("http://") || word.hasPrefix("https://")
    }
}
