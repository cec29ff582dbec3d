import Foundation
import GateCore

/// A signed statement of how far the audit log had come: what was written up to `sequence`
/// cannot be cut off any more without being missed.
struct AuditHead: Hashable, Sendable {
    /// The last record's number.
    let sequence: Int64
    /// When the statement was made.
    let at: Timestamp
    /// The last record's link.
    let link: Data
    /// The code over all of that.
    let seal: Data

    /// States that `link` is the link of record `sequence`.
    init(_ sequence: Int64, _ link: Data, at: Timestamp, _ key: AuditKey) {
        self.init(
            sequence: sequence, at: at, link: link,
            seal: key.code(.head, Self.parts(sequence, link, at)))
    }

    /// A statement as it was kept.
    init(sequence: Int64, at: Timestamp, link: Data, seal: Data) {
        self.sequence = sequence
        self.at = at
        self.link = link
        self.seal = seal
    }

    /// Whether one of the keys made it.
    func isSealed(by keys: AuditKeyring) -> Bool {
        keys.isCode(seal, .head, Self.parts(sequence, link, at))
    }

    private static func parts(_ sequence: Int64, _ link: Data, _ at: Timestamp) -> [Data] {
        [Data(bigEndian: sequence), link, Data(bigEndian: at.milliseconds)]
    }

    // MARK: As a line

    /// Four words: sequence, time in milliseconds, link and code in hexadecimal.
    var line: String {
        "\(sequence) \(at.milliseconds) \(Hex.text(link)) \(Hex.text(seal))\n"
    }

    /// Reads a line, without its end; nil for any that `line` does not write.
    init?(line: String) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 4, let sequence = Int64(words[0]), let at = Int64(words[1]),
            let link = Hex.bytes(words[2]), let seal = Hex.bytes(words[3])
        else { return nil }
        self.init(
            sequence: sequence, at: Timestamp(milliseconds: at), link: link, seal: seal)
        guard self.line.utf8.dropLast().elementsEqual(line.utf8) else { return nil }
    }
}
