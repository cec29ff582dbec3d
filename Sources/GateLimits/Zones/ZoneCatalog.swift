import GateCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The time zones that this machine knows, by their IANA names. What the system's time zone
/// data say holds: they are updated more often than programs are.
public final class ZoneCatalog: Sendable {
    private static let largestFile = 1 << 16

    private let directory: String
    /// Bounded: only zones that exist are kept.
    private let known = Mutex<[String: CivilZone]>([:])

    /// - Parameter directory: where the compiled zones are.
    public init(directory: String = "/usr/share/zoneinfo") { self.directory = directory }

    /// Whether there is a zone of that name.
    public func knows(_ name: String) -> Bool { zone(name) != nil }

    /// The zone of that name; UTC is always known.
    func zone(_ name: String) -> CivilZone? {
        guard name != "UTC" else { return .utc }
        if let zone = known.withLock({ $0[name] }) { return zone }
        guard Self.isName(name), let bytes = Self.read("\(directory)/\(name)"),
            let zone = ZoneFile.zone(bytes)
        else { return nil }
        known.withLock { $0[name] = zone }
        return zone
    }

    /// `Europe/Berlin`: no path that leads out of the directory, and none of the system's
    /// other tables, which count leap seconds.
    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard name.utf8.count <= 64, parts.count <= 3, parts.first != "right",
            parts.first != "posix"
        else { return false }
        return parts.allSatisfy { part in
            part.utf8.first.map(isLetter) == true
                && part.utf8.allSatisfy {
                    isLetter($0) || (0x30...0x39).contains($0) || "_+-".utf8.contains($0)
                }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= largestFile
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Self.read(file, into: buffer, from: filled)
            }
            guard count > 0 else { return nil }
            filled += count
        }
        return bytes
    }

    private static func read(
        _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, from start: Int
    ) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
            return Glibc.read(file, base + start, buffer.count - start)
        #else
            return Darwin.read(file, base + start, buffer.count - start)
        #endif
    }
}
