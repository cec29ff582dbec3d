/// A prompt in the making: kept in parts until a banned item was put in.
struct Prompt {
    /// Image prompts in front, each followed by a space.
    var images = ""
    /// What is parted by spaces: words with their punctuation.
    var tokens: [String] = []
    /// Midjourney's parameters, each with a space in front.
    var parameters = ""

    /// The prompt as it would be sent, with as many words as there is room for.
    func text(atMost size: Int) -> String {
        var text = images
        for token in tokens {
            guard text.utf8.count + token.utf8.count + parameters.utf8.count < size else { break }
            if text.utf8.count > images.utf8.count { text += " " }
            text += token
        }
        return text + parameters
    }
}
