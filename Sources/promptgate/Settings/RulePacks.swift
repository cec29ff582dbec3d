import Foundation

/// Rule packs (`rules/*.yaml`) are not read by this version. One that lies there was meant
/// to protect somebody, so it is refused and not passed over.
enum RulePacks {
    /// - Throws: `SettingsError`, when the directory holds a pack.
    static func refuse(in directory: String) throws {
        guard FileManager.default.fileExists(atPath: directory) else { return }
        let packs = try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
        guard let pack = packs.min() else { return }
        throw SettingsError(
            "PROMPTGATE_RULES_DIR",
            "\(directory)/\(pack) is a rule pack, which this version cannot read; "
                + "put its words into banned_words.txt and move the file away.")
    }
}
