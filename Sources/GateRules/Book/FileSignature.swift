import Glibc

/// What changes with a file's content or identity, behind all symbolic links. The inode's
/// change time is part of it, which no program can set back.
struct FileSignature: Equatable {
    private let device: UInt
    private let inode: UInt
    private let size: Int
    private let change: Int
    private let changeNanoseconds: Int

    /// Nil when there is nothing at `path`.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        inode = status.st_ino
        size = status.st_size
        change = status.st_ctim.tv_sec
        changeNanoseconds = status.st_ctim.tv_nsec
    }
}
