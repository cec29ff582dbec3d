import Glibc

/// How much room the file system of a directory has.
struct DiskSpace: Sendable {
    /// Kept free of new work, so that the ends of tasks under way, and their webhooks, can
    /// still be kept; on small file systems a sixteenth of them.
    private static let reserve: UInt64 = 1 << 20

    /// The directory.
    let path: String

    /// Whether new work would take what is kept free. Where the system does not say, the
    /// writes themselves will.
    var isShort: Bool {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return false }
        let unit = UInt64(facts.f_frsize)
        return UInt64(facts.f_bavail) * unit < Self.kept(of: UInt64(facts.f_blocks) * unit)
    }

    /// Free bytes; nil where the system does not say.
    var free: UInt64? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return nil }
        return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
    }

    /// How much of a file system of that size is kept free.
    static func kept(of total: UInt64) -> UInt64 { min(reserve, total / 16) }
}
