/// A modal that the bot has opened.
struct OpenedModal: Sendable {
    let action: ModalAction
    /// The message whose button opened it.
    let target: Message
    /// The interaction that opened it.
    let interactionID: String
}
