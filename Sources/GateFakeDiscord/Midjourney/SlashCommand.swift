import GateCore

/// A slash command of the image bot, with the ids that Midjourney's have.
struct SlashCommand: Hashable, Sendable {
    /// One thing that a command can be told.
    struct Option: Hashable, Sendable {
        let name: String
        /// 3 text, 11 attachment.
        let type: Int64
        let isRequired: Bool
    }

    static let midjourneyID = "936929561302675456"
    static let nijiID = "1022952195194359889"

    let id: String
    let version: String
    let name: String
    let options: [Option]
    var applicationID = midjourneyID

    /// The command as the index shows it.
    /// - Parameter version: another version than its own; nil for its own.
    func json(version: String?) -> JSONValue {
        [
            "id": .string(id), "application_id": .string(applicationID), "type": 1,
            "version": .string(version ?? self.version), "name": .string(name),
            "description": .string("The \(name) command"), "options": .array(options.map(\.json)),
            "dm_permission": true, "contexts": [0, 1, 2], "integration_types": [0, 1],
        ]
    }
}

extension SlashCommand.Option {
    fileprivate static let prompt = Self(name: "prompt", type: 3, isRequired: true)

    fileprivate static func image(_ name: String, isRequired: Bool = false) -> Self {
        Self(name: name, type: 11, isRequired: isRequired)
    }

    fileprivate static func text(_ name: String, isRequired: Bool = false) -> Self {
        Self(name: name, type: 3, isRequired: isRequired)
    }

    fileprivate var json: JSONValue {
        [
            "type": .int(type), "name": .string(name), "required": .bool(isRequired),
            "description": .string("The \(name)"),
        ]
    }
}

extension SlashCommand {
    /// The whole index.
    static let all: [SlashCommand] = [
        SlashCommand(
            id: "938956540159881230", version: "1237876415471554623", name: "imagine",
            options: [.prompt]),
        SlashCommand(
            id: "1092492867185950852", version: "1237876415471554625", name: "describe",
            options: [.image("image"), .text("link")]),
        SlashCommand(
            id: "1062880104792997970", version: "1237876415471554624", name: "blend",
            options: [.image("image1", isRequired: true), .image("image2", isRequired: true)]
                + (3...5).map { .image("image\($0)") } + [.text("dimensions")]),
        SlashCommand(
            id: "1121575372539039774", version: "1247736572414001223", name: "shorten",
            options: [.prompt]),
        SlashCommand(
            id: "1169435442328911902", version: "1247736572414001224", name: "show",
            options: [.text("job_id", isRequired: true)]),
        SlashCommand(
            id: "972289487818334209", version: "1237876415735660565", name: "info", options: []),
        SlashCommand(
            id: "1000850743479255081", version: "1493662068581077053", name: "settings",
            options: []),
        SlashCommand(
            id: "972289487818334212", version: "1237876415735660572", name: "fast", options: []),
        SlashCommand(
            id: "972289487818334213", version: "1237876415735660573", name: "relax", options: []),
        SlashCommand(
            id: "1023054140580057099", version: "1248805223892254774", name: "imagine",
            options: [.prompt], applicationID: nijiID),
    ]
}
