import Crypto
import GateCore

/// What is kept of a revision besides its files: when it took effect, and which file was
/// what. The text ends with the hash of everything, so that a damaged one is known.
struct RevisionManifest: Sendable, Hashable {
    /// One file of the revision.
    struct File: Sendable, Hashable {
        let role: RuleFiles.Role
        let path: String
        let digest: String
    }

    private static let title = "promptgate revision 1"

    let revision: String
    /// Counts up with every revision that takes effect; clocks may be set back.
    let order: Int
    let at: Timestamp
    let rules: Int
    let files: [File]

    /// - Parameters:
    ///   - revision: its name.
    ///   - order: higher than that of any kept before.
    ///   - at: when it took effect.
    ///   - rules: how many it holds.
    ///   - files: the files themselves.
    init(_ revision: String, order: Int, at: Timestamp, rules: Int, files: [File]) {
        self.revision = revision
        self.order = order
        self.at = at
        self.rules = rules
        self.files = files
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "", let seal = lines.popLast(), lines.count >= 5,
            seal == Self.digest(of: Self.joined(lines)), lines[0] == Self.title,
            let order = Int(lines[2]), let at = Int64(lines[3]), let rules = Int(lines[4])
        else { return nil }
        let files = lines[5...].compactMap(Self.file)
        guard files.count == lines.count - 5 else { return nil }
        self.init(
            String(lines[1]), order: order, at: Timestamp(milliseconds: at), rules: rules,
            files: files)
    }

    /// The text to keep.
    var text: String {
        let head = [Self.title, revision, "\(order)", "\(at.milliseconds)", "\(rules)"]
        let lines = head + files.map { "\($0.role.rawValue) \($0.digest) \(Self.escape($0.path))" }
        let body = Self.joined(lines)
        return "\(body)\(Self.digest(of: body))\n"
    }

    /// The SHA-256 of some bytes.
    static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map(\.hex).joined()
    }

    private static func digest(of text: String) -> String { digest(of: Array(text.utf8)) }

    private static func joined(_ lines: some Sequence<some StringProtocol>) -> String {
        lines.reduce(into: "") { $0 += "\($1)\n" }
    }

    private static func file(_ line: Substring) -> File? {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let role = RuleFiles.Role(rawValue: String(parts[0])) else {
            return nil
        }
        return File(role: role, path: unescape(String(parts[2])), digest: String(parts[1]))
    }

    /// A path may hold a line's end.
    private static func escape(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("\n", with: "%0A")
    }

    private static func unescape(_ path: String) -> String {
        path.replacing("%0A", with: "\n").replacing("%25", with: "%")
    }
}
