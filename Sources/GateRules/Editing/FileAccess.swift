import GateCore
import Glibc

/// Mode and owner of a file, to be given to the one that takes its place.
struct FileAccess {
    private let mode: mode_t
    private let owner: uid_t
    private let group: gid_t

    /// - Parameters:
    ///   - path: the file; nil for one that is to be made, which takes after its folder.
    ///   - folder: the folder that it stands in.
    /// - Throws: when either is marked as not to be written.
    init(of path: String?, in folder: String) throws(RuleFileWriter.Fault) {
        let place = try Self.status(folder)
        try Self.demandWritable(folder, place)
        guard let path else {
            (mode, owner, group) = (place.st_mode & 0o666, place.st_uid, place.st_gid)
            return
        }
        let file = try Self.status(path)
        try Self.demandWritable(path, file)
        guard file.st_nlink == 1 else {
            throw .refused(
                .unwritable(
                    "\(path) has several names (hard links), which one write cannot keep "
                        + "together. Write the entry there by hand."))
        }
        (mode, owner, group) = (file.st_mode & 0o7777, file.st_uid, file.st_gid)
    }

    /// Gives them to an open file.
    /// - Returns: zero, or the error number.
    func give(to descriptor: Int32) -> Int32 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return errno }
        if status.st_uid != owner || status.st_gid != group,
            fchown(descriptor, owner, group) != 0
        {
            return errno
        }
        return fchmod(descriptor, mode) == 0 ? 0 : errno
    }

    private static func status(_ path: String) throws(RuleFileWriter.Fault) -> stat {
        var status = stat()
        guard stat(path, &status) == 0 else { throw RuleFileWriter.refusal(path, errno) }
        return status
    }

    /// What nobody may write is not written, though the superuser could.
    private static func demandWritable(
        _ path: String, _ status: stat
    ) throws(RuleFileWriter.Fault) {
        guard status.st_mode & 0o222 != 0 else { throw RuleFileWriter.refusal(path, EACCES) }
        guard access(path, W_OK) == 0 else { throw RuleFileWriter.refusal(path, errno) }
    }
}
