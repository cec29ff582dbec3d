import Foundation

/// A directory of a test's own, removed with this object.
final class TemporaryDirectory: Sendable {
    /// A path inside it at which nothing is yet.
    let path: String
    private let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory
            .appendingPathComponent("promptgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        path = root.appendingPathComponent("data").path
    }

    deinit {
        // What cannot be removed is the system's to clean up; no test depends on it.
        try? FileManager.default.removeItem(at: root)
    }

    /// Every file in the store's directory, as bytes.
    func contents() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            contents[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
        }
        return contents
    }

    /// The permissions of a file in the store's directory, or of the directory itself.
    func mode(of name: String = "") throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}
