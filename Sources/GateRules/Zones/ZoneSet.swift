/// The parts of a prompt that a rule judges.
struct ZoneSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let text = ZoneSet(.text)
    static let negative = ZoneSet(.negative)
    static let url = ZoneSet(.url)
    static let parameters = ZoneSet(.parameters)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The set of one zone.
    init(_ zone: PromptZone) {
        switch zone {
        case .text: rawValue = 1
        case .negative: rawValue = 2
        case .url: rawValue = 4
        case .parameters: rawValue = 8
        }
    }
}
