import GateCore

/// Reads the body of `POST /interactions`, and finds what is wrong with it.
struct InteractionForm: Sendable {
    let backstage: Backstage
    let studio: Studio
    let account: Account
    let body: JSONValue

    static let longestNonce = 25
    static let nonceTooLong = FormErrors.one(
        "nonce", "BASE_TYPE_MAX_LENGTH", "Must be \(longestNonce) or fewer in length.")
    private static let outdated = FormErrors.one(
        "data", "INTERACTION_APPLICATION_COMMAND_INVALID_VERSION",
        "This command is outdated, please try again in a few minutes")
    private static let invalidButton = FormErrors.one(
        "data.custom_id", "COMPONENT_VALIDATION_FAILED", "Component validation failed")

    /// The interaction.
    /// - Throws: `DiscordFault`.
    func interaction() throws -> Interaction {
        try checkFields()
        let applicationID = body["application_id"]?.string ?? ""
        guard
            let application = [Account.midjourney, .niji].first(where: { $0.id == applicationID })
        else { throw DiscordFault.unknownApplication }
        try backstage.checkChannel(channelID)
        return Interaction(
            id: backstage.newID(), nonce: body["nonce"]?.string, account: account,
            application: application, channelID: channelID, guildID: body["guild_id"]?.string,
            content: try content(application))
    }

    private var channelID: String { body["channel_id"]?.string ?? "" }
    private var data: JSONValue { body["data"] ?? [:] }

    private func checkFields() throws {
        var errors = FormErrors()
        if ![2, 3, 5].contains(body["type"]?.int) {
            errors.add("type", "BASE_TYPE_CHOICES", "Value must be one of {2, 3, 5}.")
        }
        for name in ["application_id", "channel_id"] { checkID(name, isRequired: true, &errors) }
        checkID("guild_id", isRequired: false, &errors)
        if body["session_id"]?.string == nil { errors.addMissing("session_id") }
        if body["data"]?.object == nil { errors.addMissing("data") }
        guard errors.isEmpty else { throw DiscordFault.invalidForm(errors) }
        switch body["nonce"] {
        case nil, .null?: break
        case .string(let nonce)? where nonce.utf8.count <= Self.longestNonce: break
        default: throw DiscordFault.invalidForm(Self.nonceTooLong)
        }
    }

    private func checkID(_ name: String, isRequired: Bool, _ errors: inout FormErrors) {
        switch body[name] {
        case nil, .null?: if isRequired { errors.addMissing(name) }
        case .string(let id)? where Snowflake.isValid(id): break
        default: errors.add(name, "NUMBER_TYPE_COERCE", "Value is not snowflake.")
        }
    }

    private func content(_ application: Account) throws -> Interaction.Content {
        switch body["type"]?.int {
        case 2: .command(try command(application))
        case 3: try button()
        default: try modal()
        }
    }
}

extension InteractionForm {
    private func command(_ application: Account) throws -> CommandCall {
        let id = data["id"]?.string
        let known = SlashCommand.all.first { $0.id == id && $0.applicationID == application.id }
        guard let command = known, data["name"]?.string == command.name else {
            throw DiscordFault.unknownCommand
        }
        let version = backstage.control.tunables.commandVersion ?? command.version
        guard data["version"]?.string == version else {
            throw DiscordFault.invalidForm(Self.outdated)
        }
        return CommandCall(
            command: command, options: try options(of: command), files: try files())
    }

    private func options(of command: SlashCommand) throws -> [String: JSONValue] {
        var errors = FormErrors()
        var options: [String: JSONValue] = [:]
        for (index, given) in (data["options"]?.array ?? []).enumerated() {
            let name = given["name"]?.string ?? ""
            let option = command.options.first { $0.name == name }
            guard let option, given["type"]?.int == option.type, let value = given["value"] else {
                errors.add("data.options.\(index)", "INTERACTION_OPTION_INVALID", "Unknown option")
                continue
            }
            options[name] = value
        }
        for option in command.options where option.isRequired && options[option.name] == nil {
            errors.addMissing("data.options.\(option.name)")
        }
        guard errors.isEmpty else { throw DiscordFault.invalidForm(errors) }
        return options
    }

    private func files() throws -> [String: Attachment] {
        var files: [String: Attachment] = [:]
        for attachment in data["attachments"]?.array ?? [] {
            guard let path = attachment["uploaded_filename"]?.string,
                let file = backstage.file(uploaded: path, by: account, in: channelID)
            else { throw DiscordFault.uploadNotFound }
            let id = attachment["id"]?.string ?? attachment["id"]?.int.map(String.init) ?? ""
            files[id] = file
        }
        return files
    }

    private func button() throws -> Interaction.Content {
        guard let target = backstage.board.message(body["message_id"]?.string ?? "", in: channelID),
            target.onlyFor == nil || target.onlyFor == account.id,
            // A message that one user sees is found by its flags.
            target.onlyFor == nil || body["message_flags"]?.int == target.flags
        else { throw DiscordFault.unknownMessage }
        guard let customID = data["custom_id"]?.string, target.customIDs.contains(customID),
            let action = ButtonAction(customID)
        else { throw DiscordFault.invalidForm(Self.invalidButton) }
        return .button(action, on: target)
    }

    private func modal() throws -> Interaction.Content {
        guard let id = data["id"]?.string, let opened = studio.modal(id),
            data["custom_id"]?.string == opened.action.customID
        else { throw DiscordFault.invalidForm(Self.invalidButton) }
        let fields = (data["components"]?.array ?? []).flatMap { $0["components"]?.array ?? [] }
        let field = fields.first { $0["custom_id"]?.string == opened.action.fieldID }
        guard let text = field?["value"]?.string, !text.isEmpty else {
            throw DiscordFault.invalidForm(
                .one("data.components", "BASE_TYPE_REQUIRED", "This field is required"))
        }
        return .modal(opened, text: text)
    }
}
