import GateCore

/// The settings of the result stage `rewrite`.
public struct ResultRewriteSettings: StageSettings {
    /// What becomes of an attachment's links.
    enum Links: String, Hashable, Sendable, CaseIterable {
        /// They stay.
        case keep
        /// They lead to the archived image, where there is one.
        case archived
        /// They lead to the archived image, or nowhere.
        case archivedOnly = "archived_only"
    }

    /// What becomes of a text of the image bot.
    enum Texts: String, Hashable, Sendable, CaseIterable {
        /// It stays.
        case keep
        /// It loses mentions, links and the image bot's small print.
        case clean
        /// It goes.
        case drop
    }

    /// One text that is put in place of another.
    struct Replacement: Hashable, Sendable {
        let text: String
        let with: String
    }

    let links: Links
    let dropsProxyURLs: Bool
    let content: Texts
    let embeds: Texts
    let replacements: [Replacement]

    public init(_ fields: SettingFields) {
        links = fields.choice("links", of: Links.allCases) ?? .keep
        dropsProxyURLs = fields.flag("drop_proxy_urls") ?? false
        content = fields.choice("content", of: Texts.allCases) ?? .keep
        embeds = fields.choice("embeds", of: Texts.allCases) ?? .keep
        let isThere = fields.keys.contains("replace")
        let items = isThere ? fields.mappings("replace") : []
        // Asked for in any case, so that the key is known.
        if !isThere { _ = fields.mapping("replace") }
        replacements = items.compactMap { item in
            item.require("text", "Write the text to look for.")
            let with = item.text("with") ?? ""
            return item.text("text").map { Replacement(text: $0, with: with) }
        }
        if replacements.count > 50 {
            fields.refuse("replace", "\"replace\" has more than 50 items.", "Remove some.")
        }
    }
}
