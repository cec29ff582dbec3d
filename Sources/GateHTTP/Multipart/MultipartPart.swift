import NIOCore

/// One field of a form.
struct MultipartPart: Hashable {
    /// The field's name.
    let name: String
    /// What the sender calls the file; nil for a field that is none.
    let filename: String?
    /// What the sender says the content is.
    let contentType: String?
    /// The content, sharing memory with the body.
    let content: ByteBuffer
}
