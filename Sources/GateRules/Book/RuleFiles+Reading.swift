import GateCore
import Glibc

extension RuleFiles {
    /// More files are a mistake, such as a wrong directory.
    static let largestCount = 1_000
    /// All files together; a hundred thousand entries are 2 MB.
    static let largestTotal = 64 << 20

    /// Reads every file of a revision: the packs, the overlays, and the lists.
    /// - Throws: every fault, those of the packs that could be read included.
    init(reading locations: RuleLocations) throws(RuleFaults) {
        var reader = RuleFileReader()
        reader.readDirectory(locations.rules)
        reader.readLists(locations)
        guard reader.faults.isEmpty else {
            throw RuleFaults(
                reader.faults + RuleLoader().otherFaults(than: reader.faults, in: reader.files))
        }
        self = reader.files
    }
}

/// Collects files from the disk, and why some cannot be read.
private struct RuleFileReader {
    private(set) var files = RuleFiles()
    private(set) var faults: [RuleFault] = []
    private var size = 0

    // MARK: Packs and overlays

    mutating func readDirectory(_ directory: String?) {
        guard let directory else { return }
        for name in names(in: directory) { read("\(directory)/\(name)", as: .pack) }
        let tenants = "\(directory)/tenants"
        for name in names(in: tenants) { read("\(tenants)/\(name)", as: .overlay) }
        let pipeline = "\(directory)/\(RuleFiles.pipelineName)"
        if FileSignature(pipeline) != nil { read(pipeline, as: .pipeline) }
    }

    private mutating func read(_ path: String, as role: RuleFiles.Role) {
        do {
            add(try RuleFile(reading: path), as: role)
        } catch {
            faults.append(error)
        }
    }

    private mutating func add(_ file: RuleFile, as role: RuleFiles.Role) {
        size += file.bytes.count
        guard size <= RuleFiles.largestTotal else {
            if size - file.bytes.count <= RuleFiles.largestTotal {
                refuse(
                    file.path, "With this file the rules are larger than 64 MiB.", "Shorten them.")
            }
            return
        }
        files.entries.append(RuleFiles.Entry(role: role, file: file))
    }

    /// The rule files of a directory by name; none when there is no such directory.
    private mutating func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else {
            if errno != ENOENT {
                refuse(
                    directory, "The directory cannot be read: \(String(cString: strerror(errno))).",
                    "Let the gateway's user read it, or name another.")
            }
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if Self.isRuleFile(name) { names.append(name) }
        }
        guard names.count <= RuleFiles.largestCount else {
            refuse(
                directory, "The directory holds more than \(RuleFiles.largestCount) rule files.",
                "Name the directory of the rules.")
            return []
        }
        return names.sorted()
    }

    /// Editors leave hidden files, and files with `~` behind the name. The pipeline's own
    /// settings, beside the packs, hold no rules.
    private static func isRuleFile(_ name: String) -> Bool {
        let lower = name.lowercased()
        if lower == RuleFiles.pipelineName { return false }
        return !name.hasPrefix(".") && (lower.hasSuffix(".yaml") || lower.hasSuffix(".yml"))
    }

    private mutating func refuse(_ path: String, _ message: String, _ remedy: String) {
        faults.append(RuleFault(file: path, line: 0, column: 0, message: message, remedy: remedy))
    }

    // MARK: Lists

    mutating func readLists(_ locations: RuleLocations) {
        let packs = files.files(.pack)
        var done: Set<String> = []
        var namesBannedWords = false
        for pack in packs {
            for list in PackReader.lists(in: pack) {
                if list.id == BannedWordsParser.listID {
                    namesBannedWords = true
                    if locations.isBannedWordsNamed { continue }
                }
                if done.insert(list.path).inserted { read(list, of: pack) }
            }
        }
        if namesBannedWords && !locations.isBannedWordsNamed { return }
        guard done.insert(locations.bannedWords.path(besides: "")).inserted else { return }
        readBannedWords(locations, mayMiss: !packs.isEmpty && !locations.isBannedWordsNamed)
    }

    private mutating func read(_ list: NamedList, of pack: RuleFile) {
        do {
            add(try RuleFile(reading: list.path), as: .list)
        } catch {
            faults.append(
                RuleFault(
                    file: pack.path, line: list.place.line, column: list.place.column,
                    message: "\(list.path): \(error.message)",
                    remedy: "Name a file that can be read, from the pack's folder on."))
        }
    }

    private mutating func readBannedWords(_ locations: RuleLocations, mayMiss: Bool) {
        if mayMiss, FileSignature(locations.bannedWords) == nil { return }
        read(locations.bannedWords, as: .list)
    }
}
