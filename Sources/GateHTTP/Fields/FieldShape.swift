import GateCore

/// What a string of a request must look like, and how that is said to the caller.
struct FieldShape: Sendable {
    /// Completes "must be …".
    let words: String
    /// The same for machines, as far as it can be said.
    let rules: TextRules
    let holds: @Sendable (String) -> Bool

    /// Describes a shape; see the properties.
    init(
        words: String, rules: TextRules = TextRules(), holds: @escaping @Sendable (String) -> Bool
    ) {
        self.words = words
        self.rules = rules
        self.holds = holds
    }

    /// The shape as the document has it.
    var schema: Schema { .about("Is \(words).", .text(rules)) }

    /// Text for people: anything but blank, without the NUL that databases cut texts at.
    static let text = FieldShape(
        words: "a text that is not blank, without U+0000",
        rules: TextRules(
            shortest: 1, pattern: #"^[^\u0000]*[^\s\u0000][^\u0000]*$"#, example: "a red balloon")
    ) {
        !$0.allSatisfy(\.isWhitespace) && !$0.unicodeScalars.contains("\0")
    }

    /// Text to judge: may be empty.
    static let anyText = FieldShape(
        words: "a text without U+0000",
        rules: TextRules(pattern: #"^[^\u0000]*$"#, example: "a red balloon")
    ) {
        !$0.unicodeScalars.contains("\0")
    }

    /// Text to judge that came in another API's words, which may be long.
    static let foreignText = FieldShape(
        words: "a text of up to 65536 bytes without U+0000",
        rules: TextRules(longest: 65_536, pattern: #"^[^\u0000]*$"#, example: "a red balloon")
    ) {
        $0.utf8.count <= 65_536 && anyText.holds($0)
    }

    /// A Discord id: decimal digits that fit into 64 bits.
    static let snowflake = FieldShape(
        words: "a Discord id of 1 to 20 decimal digits",
        rules: TextRules(pattern: "^[0-9]{1,20}$", example: "1190000000000000003")
    ) {
        (1...20).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) && UInt64($0) != nil
    }

    /// The UUID of an image job.
    static let uuid = FieldShape(
        words: "a UUID of hexadecimal digits in groups of 8-4-4-4-12",
        rules: TextRules(
            pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
            example: "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")
    ) {
        let groups = $0.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.utf8.allSatisfy(isHexDigit) }
    }

    /// The name of a button, as Discord has it.
    static let buttonID = FieldShape(words: "the custom_id of a button, of up to 100 bytes") {
        (1...100).contains($0.utf8.count) && !$0.unicodeScalars.contains(where: isControl)
    }

    /// What a tenant calls a task.
    static let triggerID = FieldShape(
        words: "1 to 64 of A-Z a-z 0-9 _ . -",
        rules: TextRules(pattern: "^[A-Za-z0-9_.-]{1,64}$", example: "1790000000000000001")
    ) {
        (1...64).contains($0.utf8.count) && $0.utf8.allSatisfy(isNameByte)
    }

    /// What the gateway calls an archived image.
    static let imageID = FieldShape(
        words: "1 to 64 of a-z 0-9", rules: TextRules(pattern: "^[a-z0-9]{1,64}$", example: "k3v9")
    ) {
        (1...64).contains($0.utf8.count)
            && $0.utf8.allSatisfy { isDigit($0) || (0x61...0x7A).contains($0) }
    }

    /// What a pace is called.
    static let policyName = FieldShape(
        words: triggerID.words,
        rules: TextRules(pattern: "^[A-Za-z0-9_.-]{1,64}$", example: "burst")
    ) { RateLimits.isName($0) }

    /// The tenant's own user on whose behalf it calls. Nothing that does not show: two
    /// names that look alike to an operator are then the same.
    static let endUser = FieldShape(
        words: "1 to 128 bytes of printable text, not blank",
        rules: TextRules(shortest: 1, longest: 128, pattern: #"\S"#, example: "user-7")
    ) {
        (1...128).contains($0.utf8.count) && !$0.allSatisfy(\.isWhitespace)
            && $0.unicodeScalars.allSatisfy(isPrintable)
    }

    /// The id of a tenant. It also names the tenant's rule file, so it begins with a
    /// letter or digit.
    static let tenantID = FieldShape(
        words: "1 to 64 of A-Z a-z 0-9 _ . -, beginning with a letter or digit",
        rules: TextRules(pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$", example: "acme")
    ) {
        triggerID.holds($0) && $0.utf8.first.map { isNameByte($0) && !isMark($0) } == true
    }

    /// Discord's name of an uploaded file: `<uuid>/<name>`.
    static let uploadFilename = FieldShape(
        words: "the upload_filename that upload answered: <id>/<name>, up to 512 bytes",
        rules: TextRules(longest: 512, pattern: "^[^/]+/[^/]+$", example: "5f2b/balloon.png")
    ) {
        let parts = $0.split(separator: "/", omittingEmptySubsequences: false)
        return $0.utf8.count <= 512 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && !$0.contains("..") && !$0.unicodeScalars.contains(where: isControl)
    }

    /// The address of an image, as it goes before a prompt; a blank would end it there.
    static let webAddress = FieldShape(
        words: "an http or https address of up to 2048 bytes, without spaces",
        rules: TextRules(
            longest: 2048, pattern: #"^https?://[^\s/?#]+\S*$"#,
            example: "https://example.com/a.png")
    ) {
        guard let host = hostPart(of: $0) else { return false }
        return $0.utf8.count <= 2048 && !host.isEmpty
            && !$0.unicodeScalars.contains { isControl($0) || $0.properties.isWhitespace }
    }

    /// Like `webAddress`; empty means none.
    static let webAddressOrEmpty = FieldShape(
        words: webAddress.words + ", or empty",
        rules: TextRules(
            longest: 2048, pattern: #"^(https?://[^\s/?#]+\S*)?$"#,
            example: "https://example.com/a.png")
    ) {
        $0.isEmpty || webAddress.holds($0)
    }

    /// A short label.
    static let label = FieldShape(
        words: "1 to 128 characters without control characters",
        rules: TextRules(
            shortest: 1, longest: 128, pattern: #"^[^\u0000-\u001F\u007F-\u009F]*$"#,
            example: "name")
    ) {
        (1...128).contains($0.count) && $0.utf8.count <= 1024
            && !$0.unicodeScalars.contains(where: isControl)
    }

    /// Why an admin decided so; a tenant may read it.
    static let reason = FieldShape(
        words: "a text of up to 1000 characters, without U+0000",
        rules: TextRules(
            shortest: 1, longest: 1000, pattern: #"^[^\u0000]*[^\s\u0000][^\u0000]*$"#,
            example: "It is a painting.")
    ) {
        text.holds($0) && $0.count <= 1000 && $0.utf8.count <= 8000
    }

    /// Where a page ended, as the answer before gave it.
    static let cursor = FieldShape(
        words: "the next_cursor of an answer",
        rules: TextRules(
            shortest: 1, longest: 512, pattern: #"^[^\u0000-\u001F\u007F-\u009F]*$"#,
            example: "MTcz")
    ) {
        (1...512).contains($0.utf8.count) && !$0.unicodeScalars.contains(where: isControl)
    }

    /// The text between `://` and the path.
    private static func hostPart(of address: String) -> Substring? {
        let lower = address.lowercased()
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://"),
            let start = address.firstRange(of: "://")?.upperBound
        else { return nil }
        return address[start...].prefix { !"/?#".contains($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func isMark(_ byte: UInt8) -> Bool { "_.-".utf8.contains(byte) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || isMark(byte)
    }

    /// U+FFFD stands where a header was no UTF-8.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            false
        default: scalar != "\u{FFFD}"
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
