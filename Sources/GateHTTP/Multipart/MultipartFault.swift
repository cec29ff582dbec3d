/// Why a body is not `multipart/form-data` as RFC 7578 has it, in words for the caller.
struct MultipartFault: Error, Hashable {
    let message: String

    /// - Parameter message: what is wrong.
    init(_ message: String) { self.message = message }
}
