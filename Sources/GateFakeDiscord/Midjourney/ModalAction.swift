/// What a modal asks a prompt for.
enum ModalAction: Hashable, Sendable {
    /// A description to draw.
    case describedPrompt(Int)
    case customZoom(job: String)
    /// A variation, in Remix mode; the label is nil, `Subtle` or `Strong`.
    case remix(Int, label: String?, job: String)
    /// Left, Right, Up or Down, in Remix mode.
    case pan(String, job: String)
    /// The same again with another prompt, in Remix mode.
    case reroll(message: String)

    /// The modal's `custom_id`.
    var customID: String {
        switch self {
        case .describedPrompt(let index): "MJ::Picreader::Modal::\(index)"
        case .customZoom(let job): "MJ::OutpaintCustomZoomModal::\(job)"
        case .remix(let index, let label, let job):
            "MJ::RemixModal::\(job)::\(index)::\(label == "Strong" ? 1 : 0)"
        case .pan(let direction, let job): "MJ::PanModal::\(direction.lowercased())::\(job)::1"
        case .reroll(let message): "MJ::ImagineModal::\(message)"
        }
    }

    /// The `custom_id` of its one field.
    var fieldID: String {
        switch self {
        case .describedPrompt: "MJ::Picreader::Modal::PromptField"
        case .customZoom: "MJ::OutpaintCustomZoomModal::prompt"
        case .remix: "MJ::RemixModal::new_prompt"
        case .pan: "MJ::PanModal::prompt"
        case .reroll: "MJ::ImagineModal::new_prompt"
        }
    }

    /// The heading.
    var title: String {
        switch self {
        case .describedPrompt, .reroll: "Imagine This!"
        case .customZoom: "Zoom Out"
        case .remix: "Remix Prompt"
        case .pan(let direction, _): "Pan \(direction)"
        }
    }
}
