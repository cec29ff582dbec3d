import Crypto
import Foundation
import GateCore

/// The rules as they stand on disk at one moment: what they say is decided by the bytes
/// alone, whatever happens to the files afterwards.
struct RuleFiles: Hashable, Sendable {
    /// A list longer than this is a mistake.
    private static let maxBytes = 16 << 20

    /// The path of the banned words, as configured.
    let name: String
    let bytes: [UInt8]

    /// The first 16 hexadecimal digits of the SHA-256 of the content.
    var revision: String {
        SHA256.hash(data: bytes).prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// Reads the files.
    /// - Throws: `RuleLoadError`, when one is missing, unreadable or too large.
    static func read(
        bannedWords path: String, rulesDirectory: String?
    ) throws(RuleLoadError) -> RuleFiles {
        if let pack = try pack(in: rulesDirectory) {
            throw RuleLoadError([
                RuleFault(
                    file: pack, line: 0, column: 0,
                    message: "Rule packs are not supported by this version.",
                    remedy: "Move the file away, and put its words into \(path).")
            ])
        }
        let bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { handle.closeFile() }
            bytes = Array(try handle.read(upToCount: maxBytes + 1) ?? Data())
        } catch {
            throw fault(
                path, "The file cannot be read: \(reason(error)).",
                "Make it, or name another with --banned-words or PROMPTGATE_BANNED_WORDS.")
        }
        guard bytes.count <= maxBytes else {
            throw fault(path, "The file is larger than 16 MiB.", "Split or shorten it.")
        }
        return RuleFiles(name: path, bytes: bytes)
    }

    /// Compiles what was read.
    /// - Throws: `RuleLoadError`.
    func compiled() throws(RuleLoadError) -> CompiledRules {
        let rules = try BannedWordsFile.parse(bytes, name: name)
        do {
            return CompiledRules(rules, zones: try PromptZones(), revision: revision)
        } catch {
            throw Self.fault(
                name, "The zones' pattern does not compile: \(error.message).",
                "Install PCRE2 10.42 or newer.")
        }
    }

    private static func fault(
        _ file: String, _ message: String, _ remedy: String
    ) -> RuleLoadError {
        RuleLoadError([
            RuleFault(file: file, line: 0, column: 0, message: message, remedy: remedy)
        ])
    }

    /// The first pack of a rules directory; nil when there is none, or no directory.
    private static func pack(in directory: String?) throws(RuleLoadError) -> String? {
        guard let directory, FileManager.default.fileExists(atPath: directory) else { return nil }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
                .first { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
                .map { "\(directory)/\($0)" }
        } catch {
            throw fault(
                directory, "The directory cannot be read: \(reason(error)).",
                "Name another with --rules or PROMPTGATE_RULES_DIR.")
        }
    }

    private static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        return cause.domain == NSPOSIXErrorDomain
            ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
    }
}
