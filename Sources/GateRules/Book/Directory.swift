import Glibc

/// What the rule book does with directories.
enum Directory {
    /// The names in a directory, hidden ones too; none when it cannot be read.
    static func names(in path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Makes a directory and those it stands in, for the gateway's user alone.
    static func make(_ directory: String) throws(RuleFile.WritingFailure) {
        var path = directory.hasPrefix("/") ? "" : "."
        for part in directory.split(separator: "/") {
            path += "/\(part)"
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw RuleFile.WritingFailure(path: path, code: errno)
            }
        }
    }

    /// Makes the names in a directory durable.
    static func sync(_ path: String) throws(RuleFile.WritingFailure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RuleFile.WritingFailure(path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw RuleFile.WritingFailure(path: path, code: errno)
        }
    }

    /// Removes a directory and the files in it, if it can: what stays is in nobody's way.
    static func remove(_ path: String) {
        for name in names(in: path) { unlink("\(path)/\(name)") }
        if rmdir(path) != 0, errno == ENOTDIR { unlink(path) }
    }
}
