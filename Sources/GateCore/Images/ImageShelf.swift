/// Where archived images are had: what is known of them, and their files.
public struct ImageShelf: Sendable {
    public let store: any ImageStore
    /// The path of an image's file.
    public let path: @Sendable (ImageID) -> String

    /// - Parameters:
    ///   - store: what is known of them.
    ///   - path: the path of an image's file.
    public init(store: any ImageStore, path: @escaping @Sendable (ImageID) -> String) {
        self.store = store
        self.path = path
    }
}
