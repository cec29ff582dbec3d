/// A parameter as it stands in a prompt. Places are code points of the prompt.
struct PromptFlag: Hashable {
    /// The name as it was written, in lower case, without dashes.
    let written: String
    /// Nil for a name that Midjourney does not know.
    let parameter: MidjourneyParameter?
    /// The words behind the name that are its value.
    let values: [String]
    /// The first word behind the name and its value, when that belongs to neither it nor the
    /// next parameter; for messages.
    let stray: String?
    /// Where the dashes stand, with invisible characters behind them.
    let dashes: Range<Int>
    /// From the first dash to the end of the value.
    let span: Range<Int>

    /// As it is to be written: `--ar 16:9`.
    var text: String { (["--" + written] + values).joined(separator: " ") }
}
