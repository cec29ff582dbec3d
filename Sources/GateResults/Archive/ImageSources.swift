/// Where results' images may be fetched from. Whoever can write a message can write an
/// address, so only listed hosts are called.
struct ImageSources: Hashable, Sendable {
    /// Where Discord's attachments stand; over `https` alone.
    static let discord: Set<String> = ["cdn.discordapp.com", "media.discordapp.net"]

    /// More of them, as `name` or `name:port`, in lower case.
    let hosts: Set<String>
    /// Whether those in `hosts` may be called over `http`.
    let allowHTTP: Bool

    /// Whether an image may be fetched from there. What is not plainly an address of a listed
    /// host is not.
    func allow(_ address: String) -> Bool {
        guard address.utf8.count <= 4096,
            address.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let slashes = address.firstRange(of: "://")
        else { return false }
        let scheme = address[..<slashes.lowerBound].lowercased()
        let authority = address[slashes.upperBound...].prefix { !"/?#".contains($0) }.lowercased()
        guard scheme == "https" || scheme == "http", Self.isHost(authority) else { return false }
        if scheme == "https", Self.discord.contains(authority) { return true }
        return hosts.contains(authority) && (scheme == "https" || allowHTTP)
    }

    /// Whether `text` is a name with or without a port.
    static func isHost(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, parts.count <= 2, (1...253).contains(name.utf8.count),
            name.utf8.allSatisfy(isNameByte)
        else { return false }
        guard parts.count == 2 else { return true }
        return (1...5).contains(parts[1].count) && UInt16(parts[1]) != nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
