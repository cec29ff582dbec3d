import GateCore

/// One rule file before and after an edit.
struct FileEdit: Sendable {
    let role: RuleFiles.Role
    /// The file, as the configuration names it.
    let path: String
    /// Nil when the edit makes the file.
    let before: [UInt8]?
    let after: [UInt8]

    /// What the file has more.
    var change: RuleFileChange {
        let old = before ?? []
        var start = zip(old, after).prefix { $0 == $1 }.count
        while start > 0, start < after.count, after[start] & 0xC0 == 0x80 { start -= 1 }
        let room = min(old.count, after.count) - start
        var tail = zip(old.reversed(), after.reversed()).prefix { $0 == $1 }.count
        tail = min(tail, room)
        while tail > 0, after[after.count - tail] & 0xC0 == 0x80 { tail -= 1 }
        let added = String(decoding: after[start..<after.count - tail], as: UTF8.self)
        return RuleFileChange(
            file: path, line: after[..<start].count { $0 == UInt8(ascii: "\n") } + 1,
            added: added, isNew: before == nil)
    }
}

extension RuleFiles {
    /// These files with edits carried out, in the order that the disk would give them.
    func applying(_ edits: [FileEdit]) -> RuleFiles {
        edits.reduce(into: self) { files, edit in
            let file = RuleFile(path: edit.path, bytes: edit.after)
            let entry = Entry(role: edit.role, file: file)
            if let place = files.entries.firstIndex(where: {
                $0.role == edit.role && $0.file.path == edit.path
            }) {
                files.entries[place] = entry
            } else {
                files.entries.insert(entry, at: files.place(for: entry))
            }
        }
    }

    private func place(for entry: Entry) -> Int {
        let order: [Role] = [.pack, .overlay, .pipeline, .list]
        let rank = order.firstIndex(of: entry.role) ?? order.count
        return entries.firstIndex { other in
            let otherRank = order.firstIndex(of: other.role) ?? order.count
            return otherRank > rank
                || (otherRank == rank && entry.role != .list && other.file.path > entry.file.path)
        } ?? entries.count
    }
}
