import GateCore
import Synchronization

extension MemoryStore: ImageStore {
    public func addImage(_ image: ArchivedImage) async throws {
        try state.withLock { state in
            guard !state.images.contains(where: { $0.id == image.id }) else {
                throw StoreError(.conflict, "the image's id is taken")
            }
            state.images.append(image)
        }
    }

    public func image(_ id: ImageID, tenant: TenantID) async throws -> ArchivedImage? {
        state.withLock { $0.images.first { $0.id == id && $0.tenant == tenant } }
    }

    public func images(of task: TaskID) async throws -> [ArchivedImage] {
        state.withLock { $0.images.filter { $0.task == task } }
    }

    public func expiredImages(at now: Timestamp, limit: Int) async throws -> [ArchivedImage] {
        state.withLock { state in
            let expired = state.images.compactMap { image in
                image.expiresAt.map { (image, at: $0) }
            }.filter { $0.at <= now }
            return expired.enumerated()
                .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
                .prefix(max(0, limit)).map(\.element.0)
        }
    }

    public func knownImages(among ids: [ImageID]) async throws -> Set<ImageID> {
        state.withLock { Set($0.images.map(\.id)).intersection(ids) }
    }

    public func removeImages(_ ids: [ImageID]) async throws {
        state.withLock { state in state.images.removeAll { ids.contains($0.id) } }
    }
}
