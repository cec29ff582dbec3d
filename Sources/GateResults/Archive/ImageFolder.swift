import Dispatch
import GateCore
import Glibc
import Synchronization

/// The files of archived images: `<folder>/ab/<id>`, where `ab` begins the id. A file
/// under its name is whole and on the disk.
public final class ImageFolder: Sendable {
    private let root: String
    /// The disk's work, one after another and on no thread of Swift's own.
    private let disk = DispatchQueue(label: "promptgate.images")
    private let claimed = Mutex<Set<ImageID>>([])

    /// - Parameter path: the folder; made with the first image.
    public init(_ path: String) { root = path }

    /// Where an image's file stands.
    public func path(of id: ImageID) -> String { "\(folder(of: id))/\(id)" }

    private var unfinished: String { "\(root)/unfinished" }

    private func folder(of id: ImageID) -> String { "\(root)/\(id.rawValue.prefix(2))" }

    // MARK: Writing

    /// Writes an image's file whole, or nothing, and then does `work`, which notes the image
    /// in the store; when that fails the file goes again. Until it has ended,
    /// `unclaimedFiles` leaves the file out.
    /// - Throws: `ImageFileFault`, or what `work` throws.
    func write(
        _ bytes: [UInt8], as id: ImageID, then work: () async throws -> Void
    ) async throws {
        claimed.withLock { _ = $0.insert(id) }
        defer { claimed.withLock { _ = $0.remove(id) } }
        try await onDisk { try self.write(bytes, as: id) }
        do {
            try await work()
        } catch {
            await removeFile(of: id)
            throw error
        }
    }

    private func write(_ bytes: [UInt8], as id: ImageID) throws {
        try Self.makeFolders([root, unfinished, folder(of: id)])
        let temporary = "\(unfinished)/\(id)"
        do {
            try Self.writeSynced(bytes, to: temporary)
            try ImageFileFault.check(rename(temporary, path(of: id)), "rename")
        } catch {
            unlink(temporary)
            throw error
        }
        try Self.sync(folder(of: id))
    }

    private static func makeFolders(_ paths: [String]) throws {
        for path in paths where mkdir(path, 0o700) != 0 && errno != EEXIST {
            throw ImageFileFault(doing: "mkdir", errno)
        }
    }

    private static func writeSynced(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        try ImageFileFault.check(file, "open")
        defer { close(file) }
        try bytes.withUnsafeBytes { rest in
            var rest = rest[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let written = Glibc.write(file, part.baseAddress, part.count)
                if written < 0, errno == EINTR { continue }
                try ImageFileFault.check(Int32(clamping: written), "write")
                rest = rest.dropFirst(written)
            }
        }
        try ImageFileFault.check(fsync(file), "fsync")
    }

    /// Makes a name in a folder last.
    private static func sync(_ folder: String) throws {
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try ImageFileFault.check(handle, "open")
        defer { close(handle) }
        try ImageFileFault.check(fsync(handle), "fsync")
    }

    // MARK: Removing

    /// Removes an image's file; one that is not there is no fault.
    func removeFile(of id: ImageID) async {
        await withCheckedContinuation { continuation in
            disk.async {
                unlink(self.path(of: id))
                continuation.resume()
            }
        }
    }

    /// The images that have a file, without those that are being written.
    func unclaimedFiles() async throws -> [ImageID] {
        let found = try await onDisk { self.files() }
        return claimed.withLock { claimed in found.filter { !claimed.contains($0) } }
    }

    /// Removes what a crash left half written.
    func removeUnfinished() async throws {
        try await onDisk {
            for name in Self.names(in: self.unfinished) {
                guard !self.claimed.withLock({ $0.contains(ImageID(name)) }) else { continue }
                unlink("\(self.unfinished)/\(name)")
            }
        }
    }

    private func files() -> [ImageID] {
        Self.names(in: root).filter { $0.utf8.count == 2 }.flatMap { part in
            Self.names(in: "\(root)/\(part)").filter { $0.hasPrefix(part) }.map { ImageID($0) }
        }
    }

    private static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private func onDisk<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            disk.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
