// Sources: IANA's special-purpose address registries for IPv4 and IPv6 (RFC 6890), and
// the addresses at which cloud providers hand out credentials.

extension IPAddress {
    /// What kind of place this is. Never asks the network.
    public var kind: AddressClass {
        if bytes.count == 4 {
            return Self.special4.first { $0.contains(bytes) }?.kind ?? .public
        }
        if let found = Self.special6.first(where: { $0.contains(bytes) }) { return found.kind }
        return Self.global6.contains(bytes) ? .public : .special("an unassigned")
    }

    private static let special4: [AddressRange] = [
        AddressRange([168, 63, 129, 16], 32, .special("a cloud metadata")),
        AddressRange([0], 8, .special("a this-network")),
        AddressRange([10], 8, .local("a private")),
        AddressRange([100, 64], 10, .special("a carrier-NAT")),
        AddressRange([127], 8, .local("a loopback")),
        AddressRange([169, 254], 16, .special("a link-local")),
        AddressRange([172, 16], 12, .local("a private")),
        AddressRange([192, 0, 0], 24, .special("a protocol")),
        AddressRange([192, 0, 2], 24, .special("a documentation")),
        AddressRange([192, 88, 99], 24, .special("a 6to4 relay")),
        AddressRange([192, 168], 16, .local("a private")),
        AddressRange([198, 18], 15, .special("a benchmark")),
        AddressRange([198, 51, 100], 24, .special("a documentation")),
        AddressRange([203, 0, 113], 24, .special("a documentation")),
        AddressRange([224], 4, .special("a multicast")),
        AddressRange([240], 4, .special("a reserved")),
    ]

    /// All of IPv6 that is given out to anyone: RFC 4291, 2.4.
    private static let global6 = AddressRange([0x20], 3, .public)

    /// Narrow ranges before the wide ones around them.
    private static let special6: [AddressRange] = [
        AddressRange(Array(repeating: 0, count: 15) + [1], 128, .local("a loopback")),
        AddressRange([], 128, .special("the unspecified")),
        AddressRange([], 96, .special("an IPv4-compatible")),
        AddressRange(
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 96, .special("an IPv4-mapped")),
        AddressRange([0, 0x64, 0xFF, 0x9B], 32, .special("a NAT64")),
        AddressRange([0x01, 0], 64, .special("a discard-only")),
        AddressRange([0x20, 0x01, 0, 0], 32, .special("a Teredo")),
        AddressRange([0x20, 0x01, 0, 0], 23, .special("a protocol")),
        AddressRange([0x20, 0x01, 0x0D, 0xB8], 32, .special("a documentation")),
        AddressRange([0x20, 0x02], 16, .special("a 6to4")),
        AddressRange([0x3F, 0xFF, 0], 20, .special("a documentation")),
        AddressRange(
            [0xFD, 0, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54], 128,
            .special("a cloud metadata")),
        AddressRange([0xFC], 7, .local("a private")),
        AddressRange([0xFE, 0x80], 10, .special("a link-local")),
        AddressRange([0xFE, 0xC0], 10, .special("a site-local")),
        AddressRange([0xFF], 8, .special("a multicast")),
    ]
}
