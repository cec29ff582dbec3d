import Crypto
import GateCore
import Logging

/// Keeps the images of a result, because Discord's links expire after a day: fetches each,
/// stores it under the data directory, and adds `archived_url` to its attachment.
///
/// What cannot be had leaves its attachment as it was.
public struct ArchiveStage: ResultStage {
    public static let kind: StageKind = "archive"
    /// The image bot sends one; more than these are left.
    private static let mostImages = 10

    private let settings: ArchiveSettings
    private let parts: ArchiveParts
    private let fetcher: ImageFetcher

    /// - Parameters:
    ///   - settings: what is kept, and from where.
    ///   - parts: what it works with.
    public init(_ settings: ArchiveSettings, _ parts: ArchiveParts) {
        self.settings = settings
        self.parts = parts
        fetcher = ImageFetcher(
            transport: parts.transport, maxBytes: settings.maxBytes, proxy: parts.proxy,
            time: parts.time)
    }

    public func process(
        _ result: TaskResult, of exchange: ResultExchange
    ) async throws -> TaskResult {
        var archived = result
        var failure: StageFault?
        var count = 0
        for (place, attachment) in result.attachments.enumerated().prefix(Self.mostImages) {
            do {
                guard let image = try await keep(attachment, of: exchange.task) else { continue }
                archived.attachments[place] = marked(attachment, with: image)
                count += 1
            } catch let fault as StageFault {
                failure = fault
                note(fault, exchange.task)
            }
        }
        // With one image kept, the failure of another must not lose it.
        if count == 0, let failure { throw failure }
        return archived
    }

    /// Nil for what is no image on a host that may be called.
    private func keep(_ attachment: JSONValue, of task: TaskRecord) async throws -> ArchivedImage? {
        guard let address = attachment["url"]?.string, settings.sources.allow(address),
            attachment["content_type"]?.string?.hasPrefix("image/") != false
        else { return nil }
        return try await parts.places.pass {
            let image = try await fetcher.fetch(address)
            return try await keep(image, named: attachment["filename"]?.string ?? "", of: task)
        }
    }

    private func keep(
        _ image: ImageFetcher.Image, named filename: String, of task: TaskRecord
    ) async throws -> ArchivedImage {
        let digest = Self.hex(SHA256.hash(data: image.bytes))
        // A result may be worked on again after a crash.
        let before = try await parts.store.images(of: task.id)
        if let kept = before.first(where: { $0.sha256 == digest }) { return kept }
        let now = parts.time.wall()
        let record = ArchivedImage(
            id: ImageID(parts.random.token(26)), tenant: task.tenant, task: task.id,
            kind: image.kind, size: image.bytes.count, sha256: digest,
            filename: String(filename.prefix(255)), createdAt: now,
            expiresAt: settings.keep.map { now + $0 })
        do {
            try await parts.folder.write(image.bytes, as: record.id) {
                // Nobody hears of what comes too late.
                try Task.checkCancellation()
                try await parts.store.addImage(record)
            }
        } catch let fault as ImageFileFault {
            throw StageFault(.error, fault.description)
        } catch let error as StoreError {
            throw StageFault(.error, "the store: \(error.description)")
        }
        return record
    }

    private func marked(_ attachment: JSONValue, with image: ArchivedImage) -> JSONValue {
        guard case .object(var fields) = attachment else { return attachment }
        fields["archived_url"] = .string("\(parts.publicURL)/v1/images/\(image.id)")
        return .object(fields)
    }

    private func note(_ fault: StageFault, _ task: TaskRecord) {
        parts.log.warning(
            "an image was not archived",
            metadata: [
                "task": "\(task.id)", "how": "\(fault.kind.rawValue)", "detail": "\(fault.detail)",
            ])
    }

    private static func hex(_ digest: SHA256.Digest) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
