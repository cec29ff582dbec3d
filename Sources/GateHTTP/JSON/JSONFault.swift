/// Why a text is not JSON as the gateway takes it.
struct JSONFault: Error, Hashable, CustomStringConvertible {
    /// Where, in bytes from the start.
    let offset: Int
    /// What is wrong there, in words for the caller.
    let message: String

    var description: String { "\(message) (at byte \(offset))" }
}
