/// An address in a prompt.
struct PromptLink: Hashable {
    /// What stands before `://`, in lower case.
    let scheme: String
    /// Everything behind `://`.
    let rest: String
    /// Whether it ends where a character other than ASCII follows.
    let isCutOff: Bool
    /// Code points of the prompt; nil for an address that came beside it.
    let span: Range<Int>?

    /// What stands before path, query and fragment.
    var authority: String { String(rest.prefix { !"/?#".contains($0) }) }

    /// The host for a message, with nothing in it that is no host's.
    var shownHost: String {
        let host = authority.split(separator: "@").last ?? ""
        return String(host.prefix(100))
    }
}
