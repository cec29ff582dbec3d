/// An image on Discord's side.
public struct UploadedFile: Hashable, Sendable {
    /// Discord's name for it: `<uuid>/<name>`.
    public let uploadFilename: String
    /// Where it was sent to.
    public let uploadURL: String

    /// - Parameters:
    ///   - uploadFilename: Discord's name for it.
    ///   - uploadURL: where it was sent to.
    public init(uploadFilename: String, uploadURL: String) {
        self.uploadFilename = uploadFilename
        self.uploadURL = uploadURL
    }
}
