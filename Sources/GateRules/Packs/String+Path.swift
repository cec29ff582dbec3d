import GateCore

extension String {
    /// This path as it is meant in the file at `file`, if it is relative: from that file's
    /// folder. `a/b/..` is `a`, so that one file has one path.
    func path(besides file: String) -> String {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        let full = hasPrefix("/") ? self : folder + self
        var parts: [Substring] = []
        for part in full.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !full.hasPrefix("/") {
                parts.append(part)
            }
        }
        return (full.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    /// The last part of this path.
    var fileName: String { split(separator: "/").last.map(String.init) ?? self }

    /// The last part of this path, up to its last dot.
    var fileStem: String {
        let name = fileName
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}

extension [String: [String]] {
    /// OpenAI's names for a category, by what packs say; one with the name of OpenAI's own
    /// stands for that.
    func openAI(of category: String) -> [String] {
        self[category] ?? (OpenAICategory.names.contains(category) ? [category] : [])
    }
}
