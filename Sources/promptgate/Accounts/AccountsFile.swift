import Foundation
import GateCore
import Yams

/// Reads `accounts` of the configuration file: a mapping from each account's name to what it
/// works with. The other settings of that file are read elsewhere.
struct AccountsFile {
    private static let keys: Set = [
        "user_token", "user_token_env", "bot_token", "bot_token_env", "guild_id", "channel_id",
        "proxy_url", "concurrency", "queue", "weight",
    ]

    let path: String
    /// A variable of the environment, for tokens that stand there.
    let variable: (String) -> String?
    let defaults: Capacity

    /// The accounts, in the file's order, behind those that are set up elsewhere; these alone
    /// where there is no file.
    /// - Throws: `SettingsError`, with the line and what to write instead.
    func plans(behind others: [AccountPlan]) throws -> [AccountPlan] {
        guard FileManager.default.fileExists(atPath: path) else { return others }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let root = try Yams.compose(yaml: text)?.mapping, let node = root["accounts"] else {
            return others
        }
        guard let accounts = node.mapping else {
            throw fault(
                node, "accounts", "write one line for each account's name, ending in a colon.")
        }
        var plans = others
        for (key, node) in accounts {
            let plan = try plan(key, node)
            if let twin = plans.first(where: { $0.draft.channelID == plan.draft.channelID }) {
                throw fault(
                    key, "accounts.\(plan.draft.id).channel_id",
                    "is that of \(twin.source == .environment ? "CHANNEL_ID" : twin.draft.id.rawValue); give each account a channel of its own."
                )
            }
            plans.append(plan)
        }
        return plans
    }

    private func plan(_ key: Node, _ node: Node) throws -> AccountPlan {
        let name = key.string ?? ""
        guard AccountID.isName(name), AccountID(name) != .standard else {
            throw fault(
                key, "accounts.\(name)",
                "name it by 1 to 32 lower-case letters, digits, - and _; default is the account of USER_TOKEN."
            )
        }
        guard let fields = node.mapping else {
            throw fault(
                node, "accounts.\(name)", "write user_token, guild_id and channel_id below it.")
        }
        for (field, _) in fields where !Self.keys.contains(field.string ?? "") {
            throw fault(
                field, "accounts.\(name).\(field.string ?? "?")",
                "is no setting of an account; there are \(Self.keys.sorted().joined(separator: ", "))."
            )
        }
        let draft = AccountDraft(
            id: AccountID(name),
            userToken: try required("user_token", name, node, fields),
            botToken: try token("bot_token", name, fields),
            guildID: try required("guild_id", name, node, fields),
            channelID: try required("channel_id", name, node, fields),
            proxyURL: try proxy(name, fields),
            concurrency: try number("concurrency", 1...9999, name, fields) ?? defaults.slots,
            queue: try number("queue", 0...1_000_000, name, fields) ?? defaults.waiting,
            weight: try number("weight", 0...1000, name, fields) ?? 1)
        return AccountPlan(draft: draft, source: .configuration)
    }

    private func required(
        _ field: String, _ name: String, _ node: Node, _ fields: Node.Mapping
    ) throws -> String {
        let value =
            field.hasSuffix("token")
            ? try token(field, name, fields)
            : fields[field]?.string ?? fields[field]?.int.map(String.init)
        guard let value, !value.isEmpty else {
            let other = field.hasSuffix("token") ? ", or \(field)_env to name a variable," : ""
            throw fault(node, "accounts.\(name)", "needs \(field)\(other) below it.")
        }
        return value
    }

    /// The token itself, or what the variable holds that is named in its place.
    private func token(_ field: String, _ name: String, _ fields: Node.Mapping) throws -> String? {
        if let node = fields["\(field)_env"] {
            guard let value = variable(node.string ?? "") else {
                throw fault(
                    node, "accounts.\(name).\(field)_env",
                    "there is no variable \(node.string ?? "") in the environment or in .env.")
            }
            return value
        }
        return fields[field]?.string
    }

    private func proxy(_ name: String, _ fields: Node.Mapping) throws -> String? {
        guard let node = fields["proxy_url"] else { return nil }
        guard let text = node.string, ProxyAddress(text) != nil else {
            throw fault(node, "accounts.\(name).proxy_url", "\(ProxyAddress.words).")
        }
        return text
    }

    private func number(
        _ field: String, _ range: ClosedRange<Int>, _ name: String, _ fields: Node.Mapping
    ) throws -> Int? {
        guard let node = fields[field] else { return nil }
        guard let value = node.int, range.contains(value) else {
            throw fault(
                node, "accounts.\(name).\(field)",
                "write a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    private func fault(_ node: Node, _ name: String, _ remedy: String) -> SettingsError {
        let place = node.mark.map { "\(path):\($0.line):\($0.column): " } ?? "\(path): "
        return SettingsError(place + name, remedy)
    }
}
