import GateCore
import Glibc
import Testing

@testable import GateRules

@Suite("Writing a rule file")
struct RuleFileWriterTests {
    private let folder: TestFolder
    private let writer = RuleFileWriter()

    init() throws { folder = try TestFolder() }

    private func edit(_ name: String, _ before: String?, _ after: String) -> FileEdit {
        FileEdit(
            role: .list, path: folder.path(name), before: before.map { Array($0.utf8) },
            after: Array(after.utf8))
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try RuleFile(reading: folder.path(name)).bytes, as: UTF8.self)
    }

    private func mode(_ name: String) -> mode_t {
        var status = stat()
        return lstat(folder.path(name), &status) == 0 ? status.st_mode : 0
    }

    @Test("replaces it whole, keeps its mode and owner, and leaves nothing else behind")
    func replaces() throws {
        try folder.write("w.txt", "old")
        #expect(chmod(folder.path("w.txt"), 0o640) == 0)
        let isRoot = geteuid() == 0
        if isRoot { #expect(chown(folder.path("w.txt"), 12_345, 23_456) == 0) }
        try writer.write(edit("w.txt", "old", "new"))
        #expect(try text("w.txt") == "new" && mode("w.txt") & 0o7777 == 0o640)
        var status = stat()
        #expect(stat(folder.path("w.txt"), &status) == 0)
        if isRoot { #expect(status.st_uid == 12_345 && status.st_gid == 23_456) }
        #expect(Directory.names(in: folder.path("")) == ["w.txt"])
    }

    @Test("makes a file that is not there, and its folder, as open as the one around it")
    func makes() throws {
        #expect(chmod(folder.path(""), 0o750) == 0)
        try writer.write(edit("tenants/a.yaml", nil, "allow: [x]"))
        #expect(try text("tenants/a.yaml") == "allow: [x]")
        #expect(mode("tenants") & 0o777 == 0o750 && mode("tenants/a.yaml") & 0o777 == 0o640)
        try writer.putBack(edit("tenants/a.yaml", nil, "allow: [x]"))
        #expect(Directory.names(in: folder.path("tenants")).isEmpty)
    }

    @Test("writes through a symbolic link, which stays one")
    func link() throws {
        try writer.write(edit("real/w.txt", nil, "old"))
        #expect(symlink("real/w.txt", folder.path("w.txt")) == 0)
        try writer.write(edit("w.txt", "old", "new"))
        #expect(mode("w.txt") & S_IFMT == S_IFLNK)
        #expect(try text("real/w.txt") == "new")
        #expect(Directory.names(in: folder.path("real")) == ["w.txt"])
    }

    @Test("refuses a file that is not what the edit was made of")
    func changed() throws {
        try folder.write("w.txt", "newer")
        for edit in [edit("w.txt", "old", "new"), edit("w.txt", nil, "new")] {
            #expect(throws: RuleFileWriter.Fault.self) { try writer.write(edit) }
            #expect(throws: RuleFileWriter.Fault.self) { try writer.putBack(edit) }
        }
        #expect(throws: RuleFileWriter.Fault.self) { try writer.write(edit("gone", "old", "new")) }
        #expect(try text("w.txt") == "newer")
    }

    @Test("puts a file back byte for byte")
    func putsBack() throws {
        try folder.write("w.txt", "old\r\n")
        let edit = edit("w.txt", "old\r\n", "new")
        try writer.write(edit)
        try writer.putBack(edit)
        #expect(try text("w.txt") == "old\r\n")
    }

    @Test("says clearly that a place may not be written")
    func readOnly() throws {
        try folder.write("w.txt", "old")
        #expect(chmod(folder.path("w.txt"), 0o444) == 0)
        #expect(reason(edit("w.txt", "old", "new"))?.contains("write the file") == true)
        #expect(chmod(folder.path("w.txt"), 0o644) == 0 && chmod(folder.path(""), 0o555) == 0)
        #expect(reason(edit("w.txt", "old", "new"))?.contains("write the file") == true)
        #expect(chmod(folder.path(""), 0o755) == 0)
        #expect(Glibc.link(folder.path("w.txt"), folder.path("v.txt")) == 0)
        #expect(reason(edit("w.txt", "old", "new"))?.contains("hard links") == true)
        #expect(symlink("nowhere", folder.path("dangling")) == 0)
        #expect(throws: RuleFileWriter.Fault.self) { try writer.write(edit("dangling", nil, "x")) }
        #expect(try text("w.txt") == "old")
    }

    private func reason(_ edit: FileEdit) -> String? {
        do {
            try writer.write(edit)
            return nil
        } catch .refused(.unwritable(let why)) {
            return why
        } catch {
            return nil
        }
    }
}
