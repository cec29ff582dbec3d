import ArgumentParser
import GateCore

/// A point in time as it is given on the command line: RFC 3339 (`2026-11-23`), or how
/// long ago (`7d`, `24h`, `90m`, `2w`).
struct AuditMoment: ExpressibleByArgument {
    private enum Kind {
        case at(Timestamp)
        case ago(Duration)
    }

    /// A week ago.
    static let weekAgo = AuditMoment(.ago(.seconds(7 * 86_400)), "7d")

    private let kind: Kind
    /// As it is written in a command's help.
    let defaultValueDescription: String

    private init(_ kind: Kind, _ words: String) {
        self.kind = kind
        defaultValueDescription = words
    }

    init?(argument: String) {
        if let time = Timestamp(iso8601: argument) {
            self.init(.at(time), argument)
        } else if let duration = Self.duration(argument) {
            self.init(.ago(duration), argument)
        } else {
            return nil
        }
    }

    /// The point itself.
    func timestamp(now: Timestamp) -> Timestamp {
        switch kind {
        case .at(let time): time
        case .ago(let duration):
            Timestamp(milliseconds: now.milliseconds - duration.milliseconds)
        }
    }

    /// A century at most, so that no arithmetic overflows.
    private static func duration(_ text: String) -> Duration? {
        let seconds: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ seconds[$0] }), text.utf8.count <= 9,
            text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
            let count = Int64(text.dropLast()), count * unit <= 100 * 366 * 86_400
        else { return nil }
        return .seconds(count * unit)
    }
}
