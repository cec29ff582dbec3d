import GateCore

/// A slash command with what it was told.
struct CommandCall: Sendable {
    let command: SlashCommand
    let options: [String: JSONValue]
    /// Files by the ids that options name them by.
    let files: [String: StoredFile]

    /// A text option; nil when it was left out.
    func text(_ name: String) -> String? { options[name]?.string }

    /// The files, in the order of the command's options.
    var images: [StoredFile] {
        command.options.filter { $0.type == 11 }.compactMap { option in
            guard let value = options[option.name] else { return nil }
            return files[value.string ?? value.int.map(String.init) ?? ""]
        }
    }
}
