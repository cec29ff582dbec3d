/// Knows the archived images; their bytes stand in files. Returning means durable.
public protocol ImageStore: Sendable {
    /// Notes an image.
    /// - Throws: `StoreError.conflict` when its id is taken.
    func addImage(_ image: ArchivedImage) async throws

    /// `tenant`'s own image of that id.
    func image(_ id: ImageID, tenant: TenantID) async throws -> ArchivedImage?

    /// The images of a task, oldest first.
    func images(of task: TaskID) async throws -> [ArchivedImage]

    /// Images whose time is over, the longest ago first.
    func expiredImages(at now: Timestamp, limit: Int) async throws -> [ArchivedImage]

    /// Those of `ids` that are known, whoever owns them.
    func knownImages(among ids: [ImageID]) async throws -> Set<ImageID>

    /// Forgets images; ids that are not known are no fault.
    func removeImages(_ ids: [ImageID]) async throws
}
