import GateCore

/// Finds the UUID of the job in a message.
enum MidjourneyJobID {
    /// From the name of an attachment, else from a button, else nil. Names look like
    /// `user_words_UUID.png`, `UUID_grid_0.webp`, `UUID_0_0.png` or `UUID_0.mp4`, buttons
    /// like `MJ::JOB::upsample::1::UUID` or a link that ends in `/jobs/UUID`.
    static func find(attachments: [JSONValue], buttons: [JSONValue]) -> String? {
        let names = attachments.compactMap { $0["filename"]?.string }
        let customIDs = buttons.compactMap { $0["custom_id"]?.string }
        let links = buttons.compactMap { $0["url"]?.string }
        return first(names, lastUUID) ?? first(customIDs, hash) ?? first(links, lastUUID)
            ?? first(names, ending)
    }

    private static func first(_ texts: [String], _ read: (String) -> String?) -> String? {
        for text in texts { if let found = read(text) { return found } }
        return nil
    }

    /// The last UUID in `text`, with nothing but a separator at its sides: the words of a
    /// prompt come before it.
    static func lastUUID(in text: String) -> String? {
        let parts = text.split { !($0.isASCII && $0.isHexDigit) && $0 != "-" }
        return parts.last(where: isUUID).map { $0.lowercased() }
    }

    private static func isUUID(_ text: Substring) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
    }

    /// The job that a job's button names.
    private static func hash(in customID: String) -> String? {
        let parts = customID.split(separator: "::", omittingEmptySubsequences: false)
        guard parts.count >= 5, parts[0] == "MJ", parts[1] == "JOB" else {
            return lastUUID(in: customID)
        }
        return parts[4].isEmpty ? nil : String(parts[4])
    }

    /// What stands after the last `_` of a name, for jobs whose ids are no UUIDs.
    private static func ending(of name: String) -> String? {
        guard let start = name.lastIndex(of: "_") else { return nil }
        let tail = name[start...].dropFirst().prefix { $0 != "." }
        let isID = tail.allSatisfy { $0.isASCII && ($0.isHexDigit || $0 == "-") }
        return isID && tail.count >= 16 ? String(tail) : nil
    }
}
