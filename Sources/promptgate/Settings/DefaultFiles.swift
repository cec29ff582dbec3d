import Foundation

/// Finds the rules that come with promptgate when none are named: in the working
/// directory, else in the folders above the binary (a checkout's `.build/release`, or an
/// image's `/opt/promptgate/bin`).
enum DefaultFiles {
    static func bannedWords() -> String { find("banned_words.txt") ?? "banned_words.txt" }

    static func rules() -> String { find("rules") ?? "rules" }

    private static func find(_ name: String) -> String? {
        if FileManager.default.fileExists(atPath: name) { return name }
        guard var folder = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
        for _ in 0..<5 {
            folder.deleteLastPathComponent()
            let candidate = folder.appending(path: name).path(percentEncoded: false)
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
        }
        return nil
    }
}
