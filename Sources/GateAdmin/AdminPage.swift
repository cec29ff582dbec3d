/// The admin page's own files, which are part of the binary: it works without a network, and
/// with nothing else on the disk.
public enum AdminPage {
    /// The bytes of one file; nil when the page has none of that name.
    public static func file(named name: String) -> [UInt8]? {
        switch name {
        case "index.html": PackageResources.index_html
        case "app.css": PackageResources.app_css
        case "main.js": PackageResources.main_js
        case "api.js": PackageResources.api_js
        case "dom.js": PackageResources.dom_js
        case "charts.js": PackageResources.charts_js
        case "marks.js": PackageResources.marks_js
        case "overview.js": PackageResources.overview_js
        case "prompts.js": PackageResources.prompts_js
        case "held.js": PackageResources.held_js
        case "rules.js": PackageResources.rules_js
        case "editor.js": PackageResources.editor_js
        case "tenants.js": PackageResources.tenants_js
        case "suggestions.js": PackageResources.suggestions_js
        case "deliveries.js": PackageResources.deliveries_js
        case "accounts.js": PackageResources.accounts_js
        case "audit.js": PackageResources.audit_js
        case "session.js": PackageResources.session_js
        case "icon.svg": PackageResources.icon_svg
        default: nil
        }
    }
}
