/// Something that the image bot asks after a button was pressed, before it begins.
public struct Dialogue: Hashable, Sendable, Codable {
    /// What has to be filled in.
    public enum Form: String, Sendable, Codable {
        /// A prompt, in Discord's own window.
        case modal
        /// A region to be painted over, on a page of the image bot.
        case page
    }

    public let form: Form
    /// The interaction that opened it.
    public let interactionID: String
    public let customID: String
    /// The `custom_id` of the field for the prompt; nil where there is none.
    public let fieldID: String?
    /// The heading.
    public let title: String

    /// Describes one; see the properties.
    public init(
        _ form: Form, interactionID: String, customID: String, fieldID: String? = nil,
        title: String = ""
    ) {
        self.form = form
        self.interactionID = interactionID
        self.customID = customID
        self.fieldID = fieldID
        self.title = title
    }
}
