import Crypto
import GateCore

/// Rule files by the names that admins know them by. A name leads to a file that is read
/// for the rules already, or to a new one among the packs or overlays; to no other.
struct RuleFileShelf {
    private let files: RuleFiles
    private let locations: RuleLocations

    init(_ files: RuleFiles, at locations: RuleLocations) {
        self.files = files
        self.locations = locations
    }

    /// All of them; of two lists with one name, the first.
    var documents: [RuleDocument] {
        var names: Set<String> = []
        return files.entries.compactMap { entry in
            let name = Self.name(of: entry)
            guard names.insert(name).inserted else { return nil }
            return RuleDocument(
                name: name, role: entry.role.documentRole, path: entry.file.path,
                text: String(decoding: entry.file.bytes, as: UTF8.self),
                tag: Self.tag(entry.file.bytes))
        }
    }

    /// Another text has another tag.
    static func tag(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(16).map(\.hex).joined()
    }

    /// What gives the file of that name that text.
    /// - Throws: when the name is none of a rule file.
    func edit(_ name: String, _ text: String) throws(RuleEditRefusal) -> FileEdit {
        let after = Array(text.utf8)
        guard after.count <= RuleFile.largestSize else {
            throw .impossible("A rule file has at most \(RuleFile.largestSize >> 20) MiB.")
        }
        if let entry = files.entries.first(where: { Self.name(of: $0) == name }) {
            return FileEdit(
                role: entry.role, path: entry.file.path, before: entry.file.bytes, after: after)
        }
        guard let (role, path) = place(ofNew: name) else {
            throw .impossible(
                "A new file is named like house.yaml, or tenants/acme.yaml: letters, digits, "
                    + "dots, dashes and underscores.")
        }
        return FileEdit(role: role, path: path, before: nil, after: after)
    }

    /// The files as an edit would make them, with lists that it newly names.
    func files(with edit: FileEdit) -> RuleFiles {
        var files = files.applying([edit])
        for list in PackReader.lists(in: RuleFile(path: edit.path, bytes: edit.after))
        where edit.role == .pack && !files.files(.list).contains(where: { $0.path == list.path }) {
            guard let file = try? RuleFile(reading: list.path) else { continue }
            files.entries.append(RuleFiles.Entry(role: .list, file: file))
        }
        return files
    }

    private func place(ofNew name: String) -> (RuleFiles.Role, String)? {
        guard let folder = locations.rules else { return nil }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, Self.isFileName(last) else { return nil }
        if parts.count == 1 {
            return (last == RuleFiles.pipelineName ? .pipeline : .pack, "\(folder)/\(last)")
        }
        guard parts.count == 2, parts[0] == "tenants" else { return nil }
        return (.overlay, "\(folder)/tenants/\(last)")
    }

    private static func isFileName(_ name: Substring) -> Bool {
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml"), name.utf8.count <= 80,
            let first = name.utf8.first, isNameByte(first)
        else { return false }
        return name.utf8.allSatisfy { isNameByte($0) || "._-".utf8.contains($0) }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func name(of entry: RuleFiles.Entry) -> String {
        let name = entry.file.path.fileName
        return entry.role == .overlay ? "tenants/\(name)" : name
    }
}

extension RuleFiles.Role {
    fileprivate var documentRole: RuleDocument.Role {
        switch self {
        case .pack: .pack
        case .overlay: .overlay
        case .list: .list
        case .pipeline: .pipeline
        }
    }
}
