import GateCore

/// Changes what a tenant is shown of a result: whose links it has, and which words.
///
/// Message and job ids stay, since follow-ups need them.
public struct ResultRewriteStage: ResultStage {
    public static let kind: StageKind = "rewrite"

    private let settings: ResultRewriteSettings

    /// - Parameter settings: what is changed.
    public init(_ settings: ResultRewriteSettings) { self.settings = settings }

    public func process(
        _ result: TaskResult, of exchange: ResultExchange
    ) async throws -> TaskResult {
        var changed = result
        changed.attachments = result.attachments.map(attachment)
        changed.content = settings.content == .drop ? "" : text(result.content, settings.content)
        changed.embeds = settings.embeds == .drop ? [] : result.embeds.map(embed)
        return changed
    }

    private func attachment(_ original: JSONValue) -> JSONValue {
        guard case .object(var fields) = original else { return original }
        if settings.dropsProxyURLs { fields["proxy_url"] = .null }
        if let archived = fields["archived_url"], settings.links != .keep {
            fields["url"] = archived
            fields["proxy_url"] = .null
        } else if settings.links == .archivedOnly {
            fields["url"] = .null
            fields["proxy_url"] = .null
        }
        return .object(fields)
    }

    private func embed(_ original: JSONValue) -> JSONValue {
        guard case .object(var fields) = original else { return original }
        for key in ["title", "description"] {
            if let words = fields[key]?.string {
                fields[key] = .string(text(words, settings.embeds))
            }
        }
        if case .object(var footer)? = fields["footer"], let words = footer["text"]?.string {
            footer["text"] = .string(text(words, settings.embeds))
            fields["footer"] = .object(footer)
        }
        return .object(fields)
    }

    private func text(_ original: String, _ texts: ResultRewriteSettings.Texts) -> String {
        let text = texts == .clean ? DiscordText.cleaned(original) : original
        return settings.replacements.reduce(text) { $0.replacing($1.text, with: $1.with) }
    }
}
