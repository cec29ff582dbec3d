import GateCore
import Glibc

/// Writes rule files whole or not at all: to a hidden neighbour first, which then takes the
/// name. Mode and owner stay. A symbolic link stays one; the file that it leads to is
/// written.
struct RuleFileWriter {
    /// Why a file was not written.
    enum Fault: Error {
        /// Somebody else wrote it meanwhile.
        case changed
        case refused(RuleEditRefusal)
    }

    /// Carries an edit out, if the file still is what the edit was made of.
    func write(_ edit: FileEdit) throws(Fault) {
        try replace(edit.path, edit.before, with: edit.after)
    }

    /// Takes an edit back, if the file still is what the edit made of it.
    func putBack(_ edit: FileEdit) throws(Fault) {
        guard let before = edit.before else { return try remove(edit) }
        try replace(edit.path, edit.after, with: before)
    }

    private func remove(_ edit: FileEdit) throws(Fault) {
        guard let path = try target(of: edit.path), try bytes(of: path) == edit.after else {
            throw .changed
        }
        guard unlink(path) == 0 else { throw Self.refusal(path, errno) }
        try sync(Self.folder(of: path))
    }

    // MARK: Writing

    private func replace(
        _ path: String, _ before: [UInt8]?, with after: [UInt8]
    ) throws(Fault) {
        let found = try target(of: path)
        let target = found ?? path
        let folder = Self.folder(of: target)
        if found == nil { try makeFolder(folder) }
        let signature = FileSignature(target)
        guard try found.map({ (path) throws(Fault) in try bytes(of: path) }) == before else {
            throw .changed
        }
        let access = try FileAccess(of: found, in: folder)
        let neighbour = try writeNeighbour(of: target, in: folder, after, access)
        guard FileSignature(target) == signature else {
            unlink(neighbour)
            throw .changed
        }
        guard rename(neighbour, target) == 0 else {
            let code = errno
            unlink(neighbour)
            throw Self.refusal(target, code)
        }
        try sync(folder)
    }

    /// - Returns: the neighbour's path.
    private func writeNeighbour(
        of target: String, in folder: String, _ bytes: [UInt8], _ access: FileAccess
    ) throws(Fault) -> String {
        var template = Array("\(folder)/.\(target.fileName).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.refusal(folder, errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let neighbour = template.withUnsafeBufferPointer { name in
            String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        var code = RuleFile.writeAll(bytes, to: descriptor)
        if code == 0 { code = access.give(to: descriptor) }
        close(descriptor)
        guard code == 0 else {
            unlink(neighbour)
            throw Self.refusal(target, code)
        }
        return neighbour
    }

    private func sync(_ folder: String) throws(Fault) {
        do {
            try Directory.sync(folder)
        } catch {
            throw .refused(.storage("\(error)"))
        }
    }

    /// Makes the folder of the packs or of tenants' overlays, as open as the one that it
    /// stands in.
    private func makeFolder(_ folder: String) throws(Fault) {
        var status = stat()
        if stat(folder, &status) == 0 { return }
        let parent = Self.folder(of: folder)
        if parent != folder { try makeFolder(parent) }
        guard stat(parent, &status) == 0, mkdir(folder, 0o700) == 0 else {
            throw Self.refusal(folder, errno)
        }
        guard chmod(folder, status.st_mode & 0o777) == 0 else {
            throw Self.refusal(folder, errno)
        }
        try sync(parent)
    }

    // MARK: Reading

    /// The file behind all symbolic links; nil when there is none of that name.
    private func target(of path: String) throws(Fault) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw Self.refusal(path, errno)
        }
        guard let resolved = realpath(path, nil) else { throw Self.refusal(path, errno) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private func bytes(of path: String) throws(Fault) -> [UInt8] {
        do {
            return try RuleFile(reading: path).bytes
        } catch {
            throw .refused(.faults([error]))
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What the operating system's word means for the admin.
    static func refusal(_ path: String, _ code: Int32) -> Fault {
        let words = "\(path): \(String(cString: strerror(code)))"
        switch code {
        case EROFS, EACCES, EPERM:
            return .refused(
                .unwritable(
                    "\(words). Let the gateway's user write the file and its folder, or write "
                        + "the entry there by hand."))
        case EBUSY:
            return .refused(
                .unwritable(
                    "\(words): the file is mounted by itself. Mount the folder that it stands in."))
        default: return .refused(.storage(words))
        }
    }
}
