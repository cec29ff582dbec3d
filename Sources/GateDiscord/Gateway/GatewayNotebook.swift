import Foundation
import GateCore

/// Where an account's bookmark is kept between two processes. Losing it is no harm that
/// reading the channel back does not mend, so nothing here fails.
public struct GatewayNotebook: Sendable {
    /// The bookmark of the process before; nil when there is none that can be read.
    public let read: @Sendable () -> GatewayBookmark?
    /// Puts another in its place.
    public let write: @Sendable (GatewayBookmark) -> Void

    /// Describes one place; see the properties.
    public init(
        read: @escaping @Sendable () -> GatewayBookmark?,
        write: @escaping @Sendable (GatewayBookmark) -> Void
    ) {
        self.read = read
        self.write = write
    }

    /// A file that the owner alone may read, replaced as a whole.
    public static func file(_ path: String) -> GatewayNotebook {
        let url = URL(fileURLWithPath: path)
        return GatewayNotebook(
            read: {
                // try?: a file that is damaged or missing is the same as none.
                guard let data = try? Data(contentsOf: url), data.count < 1 << 16 else {
                    return nil
                }
                return try? JSONDecoder().decode(GatewayBookmark.self, from: data)
            },
            write: { mark in
                // try?: see above; a full disk must not end the listener.
                guard let data = try? JSONEncoder().encode(mark) else { return }
                try? data.write(to: url, options: .atomic)
                try? FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: path)
            })
    }
}
