/// The shape of a Midjourney parameter's value.
enum ParameterValue: Hashable {
    /// None: `--tile`.
    case nothing
    /// A number, which may be left out: `--niji 6`, `--v 6.1`, `--q .5`.
    case number
    /// Two numbers: `--ar 16:9`.
    case ratio
    /// One of these words.
    case word(Set<String>)
    /// Addresses, numbers, `random`, or codes of letters and at least one digit: any
    /// number of them, each with a weight (`--sref 123::2 456`, `--p abc12de`).
    case references

    /// Whether a parameter of this kind goes on with `word`, given in lower case.
    func takes(_ word: Substring) -> Bool {
        switch self {
        case .nothing: false
        case .number: word.wholeMatch(of: /\d{1,12}(\.\d{0,6})?|\.\d{1,6}/) != nil
        case .ratio: word.wholeMatch(of: /\d{1,5}(\.\d{1,3})?[:x]\d{1,5}(\.\d{1,3})?/) != nil
        case .word(let words): words.contains(String(word))
        case .references:
            word.wholeMatch(
                of:
                    /(\d{1,12}|random|(?=[a-z]*\d)[a-z0-9]{5,12}|https?:\/\/[!-~]+)(::\d{1,5}(\.\d{1,3})?)?/
            ) != nil
        }
    }

    /// Whether the parameter means something only with a value. A bare `--ar` is harmless,
    /// but what follows it is then text.
    var repeats: Bool { self == .references }
}
