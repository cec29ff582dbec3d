/// An image of a result that the gateway keeps, because Discord's links expire.
public struct ArchivedImage: Hashable, Sendable, Codable {
    /// Not to be guessed; it names the file, and the address at which the image is had.
    public let id: ImageID
    public let tenant: TenantID
    /// The task whose result it is of.
    public let task: TaskID
    /// By its first bytes, whatever anyone said.
    public let kind: ImageKind
    /// How many bytes it has.
    public let size: Int
    /// Of the bytes, in hexadecimal.
    public let sha256: String
    /// As Discord named it.
    public let filename: String
    public let createdAt: Timestamp
    /// When it is thrown away; nil for never.
    public let expiresAt: Timestamp?

    /// Describes one image; see the properties.
    public init(
        id: ImageID, tenant: TenantID, task: TaskID, kind: ImageKind, size: Int, sha256: String,
        filename: String, createdAt: Timestamp, expiresAt: Timestamp?
    ) {
        self.id = id
        self.tenant = tenant
        self.task = task
        self.kind = kind
        self.size = size
        self.sha256 = sha256
        self.filename = filename
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

/// Names an archived image.
public typealias ImageID = Identifier<ArchivedImage>
