import GateCore
import Glibc

/// Keeps the last good revisions whole, in `<data>/rules/revisions/<revision>/`, and which
/// of them is pinned.
///
/// A revision is written beside the others first and then takes its name, so that a crash
/// leaves all of it or nothing. What is damaged all the same is passed over.
struct RevisionStore: Sendable {
    typealias WritingFailure = RuleFile.WritingFailure

    /// So many are kept.
    static let capacity = 20

    private let root: String
    private var revisions: String { "\(root)/revisions" }
    private var pin: String { "\(root)/pinned" }

    /// - Parameter dataDirectory: made when it is missing.
    init(dataDirectory: String) { root = "\(dataDirectory)/rules" }

    // MARK: Reading

    /// What is kept, the last that took effect first; without a look at the rule files.
    func manifests() -> [RevisionManifest] {
        Directory.names(in: revisions).filter { !$0.hasPrefix(".") }
            .compactMap(manifest).sorted { $0.order > $1.order }
    }

    /// The files of a kept revision; nil when there is none of that name, or it is damaged.
    func files(of revision: String) -> RuleFiles? {
        guard Self.isName(revision), let manifest = manifest(revision) else { return nil }
        var files = RuleFiles()
        for (number, kept) in manifest.files.enumerated() {
            guard let file = try? RuleFile(reading: "\(revisions)/\(revision)/\(number)"),
                RevisionManifest.digest(of: file.bytes) == kept.digest
            else { return nil }
            files.entries.append(
                RuleFiles.Entry(
                    role: kept.role, file: RuleFile(path: kept.path, bytes: file.bytes)))
        }
        return files
    }

    /// The revision that an operator put back in force.
    func pinned() -> String? {
        guard let file = try? RuleFile(reading: pin) else { return nil }
        let name = String(decoding: file.bytes.prefix { $0 != 0x0A }, as: UTF8.self)
        return Self.isName(name) ? name : nil
    }

    private func manifest(_ revision: String) -> RevisionManifest? {
        guard let file = try? RuleFile(reading: "\(revisions)/\(revision)/manifest"),
            let manifest = RevisionManifest(String(decoding: file.bytes, as: UTF8.self)),
            manifest.revision == revision
        else { return nil }
        return manifest
    }

    /// Names become parts of paths.
    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    // MARK: Writing

    /// Keeps a revision as the last that took effect, and drops those beyond the capacity.
    /// Returning means durable.
    func keep(
        _ files: RuleFiles, _ revision: String, rules: Int, at now: Timestamp
    ) throws(WritingFailure) {
        try Directory.make(revisions)
        let kept = manifests()
        let manifest = RevisionManifest(
            revision, order: (kept.first?.order ?? 0) + 1, at: now, rules: rules,
            files: files.entries.map {
                RevisionManifest.File(
                    role: $0.role, path: $0.file.path,
                    digest: RevisionManifest.digest(of: $0.file.bytes))
            })
        if self.files(of: revision) == files {
            try write(manifest, in: "\(revisions)/\(revision)")
        } else {
            try add(manifest, files)
        }
        prune(besides: revision)
    }

    /// Notes which revision is pinned; nil for none. Returning means durable.
    func setPinned(_ revision: String?) throws(WritingFailure) {
        try Directory.make(root)
        if let revision {
            try RuleFile(path: pin, bytes: Array("\(revision)\n".utf8)).write()
        } else if unlink(pin) != 0, errno != ENOENT {
            throw WritingFailure(path: pin, code: errno)
        }
        try Directory.sync(root)
    }

    private func add(_ manifest: RevisionManifest, _ files: RuleFiles) throws(WritingFailure) {
        let place = "\(revisions)/\(manifest.revision)"
        let neighbour = "\(revisions)/.new-\(manifest.revision)"
        Directory.remove(neighbour)
        try Directory.make(neighbour)
        for (number, entry) in files.entries.enumerated() {
            try RuleFile(path: "\(neighbour)/\(number)", bytes: entry.file.bytes).write()
        }
        try write(manifest, in: neighbour)
        // A damaged one of this name would be in the way.
        Directory.remove(place)
        guard rename(neighbour, place) == 0 else { throw WritingFailure(path: place, code: errno) }
        try Directory.sync(revisions)
    }

    private func write(
        _ manifest: RevisionManifest, in directory: String
    ) throws(WritingFailure) {
        try RuleFile(path: "\(directory)/manifest", bytes: Array(manifest.text.utf8)).write()
        try Directory.sync(directory)
    }

    /// Drops the oldest, and what a crash or damage left.
    private func prune(besides revision: String) {
        let kept = Set(manifests().prefix(Self.capacity).map(\.revision))
            .union([revision, pinned() ?? revision])
        for name in Directory.names(in: revisions) where !kept.contains(name) {
            Directory.remove("\(revisions)/\(name)")
        }
    }
}
