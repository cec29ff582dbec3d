/// How far the prompts of a corpus go beyond ASCII.
enum Script: String, Codable {
    /// Not at all.
    case ascii
    /// As in English-speaking communities: some accents, quotation marks, emoji, and now
    /// and then another script.
    case mixed
    /// As elsewhere: nearly all prompts.
    case unicode
    /// Texts that are made to be slow, in no share.
    case adversarial

    /// What people write.
    static let common = [ascii, mixed, unicode]

    /// The share of prompts with something else than ASCII in them.
    var share: Double {
        switch self {
        case .ascii, .adversarial: 0
        case .mixed: 0.086
        case .unicode: 0.88
        }
    }
}
