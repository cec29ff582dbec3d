/// What a modal asks a prompt for.
enum ModalAction: Hashable, Sendable {
    /// A description to draw.
    case describedPrompt(Int)
    case customZoom(job: String)

    /// The modal's `custom_id`.
    var customID: String {
        switch self {
        case .describedPrompt(let index): "MJ::Picreader::Modal::\(index)"
        case .customZoom(let job): "MJ::OutpaintCustomZoomModal::\(job)"
        }
    }

    /// The `custom_id` of its one field.
    var fieldID: String {
        switch self {
        case .describedPrompt: "MJ::Picreader::Modal::PromptField"
        case .customZoom: "MJ::OutpaintCustomZoomModal::prompt"
        }
    }

    /// The heading.
    var title: String {
        switch self {
        case .describedPrompt: "Imagine This!"
        case .customZoom: "Zoom Out"
        }
    }
}
